import type { MovedTo } from '../../changes/match-rows.ts';
import type { AttackIndex } from '../../contracts.ts';
import { AttackMappingsError } from '../../errors.ts';
import type { SetKey } from '../../generated/mapping-set.ts';
import type { AttackLibrary } from '../../pipeline/attack-library.ts';

/** ATT&CK in the version of a new set. */
export interface NewAttack {
  readonly movedTo: MovedTo;
  readonly index: AttackIndex;
}

/**
 * Asks ATT&CK, in the version of the new set, what became of techniques. Without a library, and
 * where ATT&CK cannot be read and need not be (`isAskedFor`), nothing is known and `say` says why.
 */
export async function newAttack(
  library: AttackLibrary | undefined,
  key: SetKey,
  techniques: Iterable<string>,
  { isAskedFor, say }: { isAskedFor: boolean; say: (line: string) => void },
): Promise<NewAttack | undefined> {
  if (library === undefined) return undefined;
  try {
    const { view } = await library.forSet(key, techniques);
    return {
      index: view.index,
      movedTo: (id) => {
        const resolved = view.resolve(id);
        if (resolved === undefined || !resolved.own.revoked) return undefined;
        return resolved.technique.revoked ? undefined : resolved.technique.id;
      },
    };
  } catch (error) {
    if (isAskedFor || !(error instanceof AttackMappingsError) || error.code !== 'fetch')
      throw error;
    say(
      `warning: ATT&CK ${key.attack_version} could not be read, so that no row is told to have moved with its technique (${error.message}). --attack names an index of releases, --no-attack does without`,
    );
    return undefined;
  }
}
