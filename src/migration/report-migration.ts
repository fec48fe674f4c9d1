import type { AttackView, Report } from '../contracts.ts';
import type { TechniqueChange, TechniqueName } from '../generated/mapping-set.ts';
import { compareText } from '../model/compare.ts';
import { grouped } from '../model/grouped.ts';
import { shorten } from '../model/text.ts';
import type { Collided } from './collisions.ts';
import { shortList } from './short-list.ts';
import type { ChangedTechnique } from './technique-changes.ts';
import { goesOn } from './technique-fate.ts';
import { wayText } from './way-text.ts';

/** Says what happened: one finding for each technique that changed, and for each that rows collide on. */
export function reportMigration(
  changes: readonly ChangedTechnique[],
  collided: readonly Collided[],
  { set, to, report }: { readonly set: string; readonly to: AttackView; readonly report: Report },
): void {
  for (const { change, outcomes } of changes) {
    if (change.reason === 'retagged') continue;
    const place = { pointer: `/mappings/${outcomes[0]?.index ?? 0}` };
    const fate = outcomes[0]?.fate;
    const lost = fate && !goesOn(fate) ? fate : undefined;
    const isAside = change.to === undefined && change.reason !== 'dropped';
    report({
      severity: isAside ? 'warning' : 'info',
      rule: isAside ? 'migration-aside' : `migration-${change.reason}`,
      source: set,
      place,
      message: isAside
        ? `${lost?.message ?? change.id}: ${rowsOf(change.rows)} set aside`
        : `${changeText(change)} (${rowsOf(change.rows)})`,
      ...(isAside ? { suggestion: 'decide in the review what they are of' } : {}),
    });
    if (!lost?.broken) continue;
    const bundle = to.domains.find((index) => index.domain === lost.domain) ?? to.index;
    report({
      severity: 'error',
      rule: 'migration-bundle',
      source: bundle.release.url,
      place: { pointer: '/objects' },
      message: `the ATT&CK bundle is at fault: ${lost.message}`,
    });
  }
  reportRetagged(changes, set, report);
  const groups = grouped(collided, ({ collision }) => collision.attack_object_id);
  for (const [id, members] of groups) {
    const rows = members.reduce((sum, { collision }) => sum + collision.rows, 0);
    const differing = members.filter(({ collision }) => collision.score_values).length;
    const from = [...new Set(members.flatMap(({ collision }) => collision.from))].sort(compareText);
    report({
      severity: 'warning',
      rule: 'migration-collision',
      source: set,
      place: { pointer: `/mappings/${members[0]?.rows[0]?.outcome.index ?? 0}` },
      message: `${shortList(from)} are now ${id}: ${rowsOf(rows)} of ${members.length === 1 ? 'one capability' : `${members.length} capabilities`} collide${differing > 0 ? `, ${differing === 1 ? 'one' : differing} with differing scores` : ''}`,
      suggestion: 'all rows are kept and marked; decide in the review which ones hold',
    });
  }
}

/** Many techniques are, and nothing of their rows changes: one finding counts them. */
function reportRetagged(changes: readonly ChangedTechnique[], set: string, report: Report): void {
  const retagged = changes.filter(({ change }) => change.reason === 'retagged').length;
  if (retagged === 0) return;
  report({
    severity: 'info',
    rule: 'migration-retagged',
    source: set,
    place: { pointer: '/migrations' },
    message: `${retagged === 1 ? 'one technique has' : `${retagged} techniques have`} other tactics or platforms, as listed under migrations of the migrated set`,
  });
}

function changeText({ id, name, reason, to = [], path }: TechniqueChange): string {
  const before = named({ id, name: name ?? '' });
  const after = to.map(named).join(', ');
  switch (reason) {
    case 'renamed':
      return `${before} is now named ${shorten(to[0]?.name ?? '')}`;
    case 'renumbered':
      return `${before} is now ${after}`;
    case 'revoked':
      return `${before} was revoked: ${path ? `${wayText(path)}, ` : ''}now ${after}`;
    case 'dropped':
      return `${before}: set aside, as decided`;
    default:
      return `${before} becomes ${after}, as decided`;
  }
}

function named({ id, name }: TechniqueName): string {
  return name ? `${shorten(id)} ${shorten(name)}` : shorten(id);
}

function rowsOf(count: number): string {
  return count === 1 ? 'one row' : `${count} rows`;
}
