import type { ExportSet } from '../../contracts.ts';
import { AttackMappingsError } from '../../errors.ts';
import { compareText } from '../../model/compare.ts';
import type { History } from './history.ts';
import type { IdKey } from './ids.ts';
import type { StixSettings } from './options.ts';

/** A set that is known to have dates. */
export interface DatedSet extends ExportSet {
  readonly created: string;
  readonly updated: string;
}

/** Sets whose bundles share objects: an id that occurs in several of them has one content. */
export interface Scope {
  /** Ordered by path. */
  readonly sets: readonly [DatedSet, ...DatedSet[]];
  readonly detect: StixSettings['detect'];
  /** Enters every key: the realm, if any, and the release when all releases are written. */
  readonly everyKey: IdKey;
  /**
   * Enters the keys of relationships, reports and notes, which are others in a filtered or an aligned
   * set than in the set as published. No version: the next alignment updates the same objects.
   */
  readonly variant: IdKey;
  /** The id of what a key names, by what was published before. */
  readonly idOf: History['idOf'];
}

/** The sets of a family, taken apart into scopes: one, unless all releases are asked for. */
export function scopesOf(
  sets: readonly ExportSet[],
  settings: StixSettings,
  { idOf }: Pick<History, 'idOf'>,
): Scope[] {
  const scopes = new Map<string, Scope>();
  const ordered = [...sets].sort((a, b) => compareText(a.path, b.path));
  for (const { set, ...rest } of ordered) {
    const dated = { set, ...rest, ...datesOf(set, rest.path) };
    const everyKey: IdKey = {
      ...(settings.realm === undefined ? {} : { realm: settings.realm }),
      ...(settings.releases === 'all' ? releaseKey(dated) : {}),
    };
    const variant: IdKey = {
      ...(set.filter === undefined ? {} : { filter: set.filter }),
      ...(rest.aligned ? { aligned: 'true' } : {}),
    };
    const key = JSON.stringify([everyKey, variant]);
    const others = scopes.get(key)?.sets ?? [];
    const [first = dated, ...more] = [...others, dated];
    const { detect } = settings;
    scopes.set(key, { sets: [first, ...more], detect, everyKey, variant, idOf });
  }
  return [...scopes.values()];
}

/**
 * The ATT&CK version; and the framework's, where that is no edition, since two dated releases of a
 * framework can speak of the same ATT&CK version.
 */
function releaseKey({ set }: ExportSet): IdKey {
  const { attack_version, framework_version } = set.key;
  return set.lineage.edition === undefined
    ? { attack_version, framework_version }
    : { attack_version };
}

function datesOf(
  { dates, key }: ExportSet['set'],
  path: string,
): Pick<DatedSet, 'created' | 'updated'> {
  if (dates !== undefined) return { created: dates.created, updated: dates.modified };
  throw new AttackMappingsError(
    'export',
    path,
    `STIX objects need a date, and neither the source nor the ATT&CK release states one: write "dates: { ${key.framework}: YYYY-MM-DD }" in the pipeline file`,
  );
}
