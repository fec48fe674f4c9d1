import type { AttackIndex, Technique } from '../contracts.ts';
import type { Coverage, CoverageCounts, Mapping, MappingSet } from '../generated/mapping-set.ts';
import { compareText } from './compare.ts';
import { type LeftOut, type MappedTechnique, placeRows } from './coverage-placement.ts';
import { isLiving } from './living.ts';

/** What a set says of a living technique. */
export type TechniqueState = Exclude<keyof CoverageCounts, 'total'>;

/** For a roll-up, the best first: a technique that was assessed stays so when it gets a new sub-technique. */
const BEST_FIRST: readonly TechniqueState[] = [
  'mapped',
  'non_mappable',
  'not_mapped',
  'not_assessed',
];

/** A living technique with its state and what the state is from. */
export interface CoveredTechnique {
  readonly technique: Technique;
  readonly state: TechniqueState;
  /** Present when it is mapped. */
  readonly mapped?: MappedTechnique;
  /** Rows that call it non-mappable; it may be mapped all the same. */
  readonly nonMappable: readonly Mapping[];
}

/** Where a set says something, and where it says nothing, in one ATT&CK release. */
export interface SetCoverage {
  /** Every living technique of the domain, ordered by id. */
  readonly techniques: readonly CoveredTechnique[];
  /** What mapped rows name beside them. */
  readonly leftOut: readonly LeftOut[];
  readonly summary: Coverage;
}

/** The exporters of a set and its manifest entry ask for the same. */
const known = new WeakMap<MappingSet, { index: AttackIndex; coverage: SetCoverage }>();

/** The state of every living technique of `index`, the release that the set speaks of. One pass over the rows. */
export function coverageOf(set: MappingSet, index: AttackIndex): SetCoverage {
  const before = known.get(set);
  if (before?.index === index) return before.coverage;
  const coverage = workOut(set, index);
  known.set(set, { index, coverage });
  return coverage;
}

function workOut(set: MappingSet, index: AttackIndex): SetCoverage {
  const { mapped, nonMappable, leftOut } = placeRows(set, index);
  const notAssessed = new Set(set.migrations?.at(-1)?.not_assessed);
  const techniques: CoveredTechnique[] = [];
  for (const technique of index.techniques.values()) {
    if (!isLiving(technique)) continue;
    const here = mapped.get(technique.id);
    const rows = nonMappable.get(technique.id) ?? [];
    const state = stateOf(here, rows, notAssessed.has(technique.id));
    techniques.push({ technique, state, ...(here ? { mapped: here } : {}), nonMappable: rows });
  }
  techniques.sort((a, b) => compareText(a.technique.id, b.technique.id));
  const both = techniques
    .filter(({ state, nonMappable: rows }) => state === 'mapped' && rows.length > 0)
    .map(({ technique }) => technique.id);
  return {
    techniques,
    leftOut,
    summary: {
      attack_version: index.release.version,
      techniques: countsOf(techniques.map(({ state }) => state)),
      rolled_up: countsOf(rolledUp(techniques).values()),
      ...(both.length > 0 ? { mapped_and_non_mappable: both } : {}),
    },
  };
}

function stateOf(
  mapped: MappedTechnique | undefined,
  nonMappable: readonly Mapping[],
  notAssessed: boolean,
): TechniqueState {
  if (mapped) return 'mapped';
  if (nonMappable.length > 0) return 'non_mappable';
  return notAssessed ? 'not_assessed' : 'not_mapped';
}

/** The best state of each technique and its sub-techniques. */
function rolledUp(techniques: readonly CoveredTechnique[]): Map<string, TechniqueState> {
  const best = new Map<string, TechniqueState>();
  for (const { technique, state } of techniques) {
    if (technique.parent === undefined) best.set(technique.id, state);
  }
  for (const { technique, state } of techniques) {
    const own = technique.parent === undefined ? undefined : best.get(technique.parent);
    if (technique.parent === undefined || own === undefined) continue;
    if (BEST_FIRST.indexOf(state) < BEST_FIRST.indexOf(own)) best.set(technique.parent, state);
  }
  return best;
}

function countsOf(states: Iterable<TechniqueState>): CoverageCounts {
  const counts = { mapped: 0, non_mappable: 0, not_assessed: 0, not_mapped: 0, total: 0 };
  for (const state of states) {
    counts[state] += 1;
    counts.total += 1;
  }
  return counts;
}
