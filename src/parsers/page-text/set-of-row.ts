import type { SetKey } from '../../generated/mapping-set.ts';
import { canBeIdOf } from '../../model/id-shapes.ts';
import { shapeOf } from './heading-framework.ts';
import type { AttackFacts } from './line-kinds.ts';
import type { RowText } from './read-row.ts';

/** The set that a row belongs to, as far as it can be named. */
export interface NamedSet {
  readonly set: Partial<SetKey>;
  /** True when only the shape of the ids names the framework. */
  readonly isInferred: boolean;
}

/**
 * A heading names the framework of its rows, as `heading`. Else the options do, where the id's shape is not that
 * of another framework, and else the shape. The framework version is said by the options alone, of
 * the framework that they name, or of the only one. What nobody says is absent.
 */
export function setOfRow(
  row: RowText,
  heading: string | undefined,
  facts: AttackFacts,
  options: Partial<SetKey>,
): NamedSet {
  const firstWord = row.opening.split(' ', 1)[0] ?? '';
  const fits = options.framework !== undefined && canBeIdOf(options.framework, firstWord);
  const stated = heading ?? (fits ? options.framework : undefined);
  const framework = stated ?? shapeOf(row);
  const takesVersion = options.framework === undefined || options.framework === framework;
  const { attack_version, domain } = { ...options, ...facts };
  return {
    set: {
      ...(framework === undefined ? {} : { framework }),
      ...(takesVersion && options.framework_version !== undefined
        ? { framework_version: options.framework_version }
        : {}),
      ...(attack_version === undefined ? {} : { attack_version }),
      ...(domain === undefined ? {} : { domain }),
    },
    isInferred: stated === undefined && framework !== undefined,
  };
}
