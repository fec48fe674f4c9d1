import type { ChangeTotals } from '../generated/changes.ts';

/** Nothing changed. */
export function noChanges(): ChangeTotals {
  return {
    capabilities: { added: 0, removed: 0, renamed: 0, regrouped: 0, described: 0 },
    techniques: { renamed: 0, described: 0 },
    mappings: {
      ...{ added: 0, removed: 0, changed: 0, rescored: 0, retyped: 0, moved: 0 },
      ...{ comment: 0, references: 0, other: 0 },
    },
    capability_groups: { added: 0, removed: 0, changed: 0 },
    mapping_types: { added: 0, removed: 0, changed: 0 },
    metadata: 0,
    respelled: { capabilities: 0, mapping_types: 0 },
  };
}

/** The sums of several totals. */
export function sumOfTotals(all: readonly ChangeTotals[]): ChangeTotals {
  return all.reduce<ChangeTotals>((sum, totals) => added(sum, totals) as ChangeTotals, noChanges());
}

/** True when something changed; what is only spelled otherwise is no change. */
export function isChanged({ respelled: _, ...totals }: ChangeTotals): boolean {
  return countOf(totals) > 0;
}

/** True when something is only spelled otherwise, or changed as well. */
export function isRespelled({ respelled }: ChangeTotals): boolean {
  return countOf(respelled) > 0;
}

/** A count, or counts by name, at any depth. */
type Counts = number | object;

function added(a: Counts, b: Counts): Counts {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) + Number(b);
  const others = new Map<string, Counts>(Object.entries(b));
  return Object.fromEntries(
    Object.entries(a).map(([name, count]) => [name, added(count, others.get(name) ?? 0)]),
  );
}

function countOf(counts: Counts): number {
  if (typeof counts === 'number') return counts;
  return Object.values(counts).reduce<number>((sum, count) => sum + countOf(count), 0);
}
