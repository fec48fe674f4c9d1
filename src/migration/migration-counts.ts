import type { MigrationCounts } from '../generated/mapping-set.ts';
import type { Collided } from './collisions.ts';
import type { Outcome } from './outcomes.ts';

/** rows + copied = out + aside; the reasons count rows before, so that with `aside` they make `rows`. */
export function countsOf(
  outcomes: readonly Outcome[],
  collided: readonly Collided[],
): MigrationCounts {
  const because = (reason: Outcome['reason']) =>
    outcomes.filter((outcome) => outcome.reason === reason).length;
  const out = outcomes.reduce((sum, { after }) => sum + after.length, 0);
  const aside = outcomes.filter(({ after }) => after.length === 0).length;
  return {
    rows: outcomes.length,
    out,
    aside,
    copied: out + aside - outcomes.length,
    unchanged: because('unchanged'),
    renamed: because('renamed'),
    renumbered: because('renumbered'),
    revoked: because('revoked'),
    decided: because('decided'),
    without_technique: because('without_technique'),
    collisions: collided.reduce((sum, { rows }) => sum + rows.length, 0),
  };
}
