import type { MappingSet } from '../generated/mapping-set.ts';
import { identityReader } from '../model/capability-identity.ts';
import { compareText } from '../model/compare.ts';
import { grouped } from '../model/grouped.ts';
import { isNonMappable } from '../model/non-mappable.ts';
import { SCORE_OF } from '../model/score-words.ts';
import type { MovedTo } from './match-rows.ts';

/** In which way a technique is mapped otherwise than before. */
export type Shift = 'added' | 'removed' | 'raised' | 'lowered';

export interface TechniqueShift {
  readonly id: string;
  readonly shift: Shift;
  /** Ids of capabilities that came and went, ordered. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Sums of score values before and after. */
  readonly scores: readonly [number, number];
}

interface Mapped {
  /** Ids by identity. */
  readonly capabilities: ReadonlyMap<string, string>;
  readonly score: number;
}

/**
 * Techniques to which more or fewer capabilities are mapped than before, or as many with a higher or
 * lower sum of score values; ordered by id. What was mapped to a technique that ATT&CK moved counts
 * for its successor.
 */
export function techniqueShifts(
  old: MappingSet,
  next: MappingSet,
  movedTo: MovedTo = () => undefined,
): TechniqueShift[] {
  const before = mappedTechniques(old, next.key.framework, movedTo);
  const after = mappedTechniques(next, next.key.framework, movedTo);
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort(compareText)
    .flatMap((id) => shiftOf(id, before.get(id), after.get(id)));
}

function shiftOf(
  id: string,
  old: Mapped | undefined,
  next: Mapped | undefined,
): TechniqueShift | [] {
  const [from, to] = [old?.capabilities.size ?? 0, next?.capabilities.size ?? 0];
  const scores = [old?.score ?? 0, next?.score ?? 0] as const;
  const way = to - from || scores[1] - scores[0];
  if (way === 0) return [];
  const shift = from === 0 ? 'added' : to === 0 ? 'removed' : way > 0 ? 'raised' : 'lowered';
  return { id, shift, added: onlyIn(next, old), removed: onlyIn(old, next), scores };
}

function onlyIn(mapped: Mapped | undefined, other: Mapped | undefined): string[] {
  const own = [...(mapped?.capabilities ?? [])];
  return own
    .filter(([identity]) => !other?.capabilities.has(identity))
    .map(([, id]) => id)
    .sort(compareText);
}

function mappedTechniques(
  { mappings }: MappingSet,
  framework: string,
  movedTo: MovedTo,
): Map<string, Mapped> {
  const identityOf = identityReader(framework);
  const mapped = mappings.filter((row) => row.capability_id !== undefined && !isNonMappable(row));
  const techniques = grouped(mapped, ({ attack_object_id: id = '' }) => movedTo(id) ?? id);
  return new Map(
    [...techniques].map(([id, rows]) => [
      id,
      {
        capabilities: new Map(
          rows.map(({ capability_id = '' }) => [identityOf(capability_id), capability_id]),
        ),
        score: rows.reduce((sum, row) => sum + (SCORE_OF.get(row.score_value ?? '') ?? 0), 0),
      },
    ]),
  );
}
