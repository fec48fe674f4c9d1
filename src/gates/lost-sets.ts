import type { AttackMappingsError } from '../errors.ts';
import type { Expectations } from '../generated/pipeline.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { counted } from '../model/text.ts';
import { acceptedNote } from './accepted-note.ts';
import type { Accepts } from './accepting.ts';
import type { KnownSet } from './earlier-set.ts';
import { someOf } from './lists.ts';
import { stopped } from './stopped.ts';

/** Why a set is kept that the source lists no longer, where that is no gate's business or was let through. */
export const GONE = 'no longer at the source';

/** What became of the sets that the source lists no longer. */
export interface LostSets {
  /** Sets that the gate keeps. */
  readonly failures: readonly { readonly path: string; readonly error: AttackMappingsError }[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Judges the sets of the last manifest that are neither listed nor failed to be listed. One that an
 * earlier build knew to be gone is gone no second time.
 */
export function judgeLostSets(
  known: readonly KnownSet[],
  isThere: (path: string) => boolean,
  { lost_sets: limit }: Expectations,
  accepts: Accepts,
): LostSets {
  const lost = known
    .filter(({ entry }) => !(entry.status === 'kept' && entry.reason === GONE))
    .map(({ entry }) => entry.path)
    .filter((path) => !isThere(path));
  if (limit === undefined || lost.length <= limit) return { failures: [], diagnostics: [] };
  const trip = {
    gate: 'lost_sets',
    figures: {
      expected: `at most ${counted(limit, 'set')} to be gone from the source`,
      found: `${lost.length} gone: ${someOf(lost)}`,
    },
  } as const;
  const taken = lost.filter((path) => accepts(trip.gate, path));
  const held = lost.filter((path) => !taken.includes(path));
  return {
    failures:
      held.length <= limit
        ? []
        : held.map((path) => ({ path, error: stopped([trip], path, path) })),
    diagnostics: taken.map((path) => acceptedNote(trip, path)),
  };
}
