import type { MigrationCounts } from '../generated/mapping-set.ts';
import type { Collided } from './collisions.ts';
import type { Outcome } from './outcomes.ts';

/** rows + copied = out + aside; the reasons count rows before, so that with `aside` they make `rows`. */
export function countsOf(
  outcomes: readonly Outcome[],
  collided: readonly Collided[],
): MigrationCounts {
  const because = new Map<Outcome['reason'], number>();
  let out = 0;
  let aside = 0;
  for (const outcome of outcomes) {
    const { after } = outcome;
    const reason = reasonOf(outcome);
    because.set(reason, (because.get(reason) ?? 0) + 1);
    out += after.length;
    if (after.length === 0) aside += 1;
  }
  const rows = (reason: Outcome['reason']) => because.get(reason) ?? 0;
  return {
    rows: outcomes.length,
    out,
    aside,
    copied: out + aside - outcomes.length,
    unchanged: rows('unchanged'),
    renamed: rows('renamed'),
    renumbered: rows('renumbered'),
    revoked: rows('revoked'),
    decided: rows('decided'),
    without_technique: rows('without_technique'),
    collisions: collided.reduce((sum, entry) => sum + entry.rows.length, 0),
  };
}

/** A row can be renamed where its technique was not: it had another name than ATT&CK. */
function reasonOf({ reason, after: [row] }: Outcome): Outcome['reason'] {
  const said = row?.derived.migrated_from?.at(-1)?.reason;
  return reason === 'unchanged' && said === 'renamed' ? said : reason;
}
