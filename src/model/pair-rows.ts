import type { Mapping } from '../generated/mapping-set.ts';
import { grouped } from './grouped.ts';

/** Fields of a row that two publications of one set can say differently. */
export const COMPARED = [
  'capability_description',
  'capability_group',
  'mapping_type',
  'attack_object_name',
  'score_category',
  'score_value',
  'comments',
  'references',
] as const;
export type ComparedField = (typeof COMPARED)[number];

/** A field's value as it is compared: white space at most is passed over. Absent is empty. */
export type ReadField = (mapping: Mapping, field: ComparedField) => string;

export interface Pairing<A, B> {
  readonly pairs: readonly (readonly [A, B])[];
  readonly onlyLeft: readonly A[];
  readonly onlyRight: readonly B[];
}

/** Beyond this many candidates rows are paired in their order, so that time stays linear. */
const MOST_COMPARISONS = 10_000;

/**
 * Pairs rows of one capability and technique: first those that are equal in all fields, each once,
 * then the others with the one that differs in fewest.
 */
export function pairRows<A extends { mapping: Mapping }, B extends { mapping: Mapping }>(
  left: readonly A[],
  right: readonly B[],
  fields: readonly ComparedField[],
  read: ReadField,
): Pairing<A, B> {
  const pairs: [A, B][] = [];
  const contentOf = ({ mapping }: A | B) =>
    JSON.stringify(fields.map((field) => read(mapping, field)));
  const byContent = grouped(right, contentOf);
  const taken = new Set<B>();
  const open: A[] = [];
  for (const row of left) {
    const match = byContent.get(contentOf(row))?.shift();
    if (match === undefined) open.push(row);
    else {
      pairs.push([row, match]);
      taken.add(match);
    }
  }
  const rest = new Set(right.filter((row) => !taken.has(row)));
  const inOrder = open.length * rest.size > MOST_COMPARISONS;
  const onlyLeft: A[] = [];
  for (const row of open) {
    const match = inOrder ? first(rest) : nearestRow(row, rest, fields, read);
    if (match === undefined) onlyLeft.push(row);
    else {
      pairs.push([row, match]);
      rest.delete(match);
    }
  }
  return { pairs, onlyLeft, onlyRight: [...rest] };
}

function nearestRow<A extends { mapping: Mapping }, B extends { mapping: Mapping }>(
  row: A,
  candidates: Iterable<B>,
  fields: readonly ComparedField[],
  read: ReadField,
): B | undefined {
  let best: B | undefined;
  let most = -1;
  for (const candidate of candidates) {
    const equal = fields.filter(
      (field) => read(row.mapping, field) === read(candidate.mapping, field),
    ).length;
    if (equal > most) {
      most = equal;
      best = candidate;
    }
  }
  return best;
}

function first<T>(members: ReadonlySet<T>): T | undefined {
  for (const member of members) return member;
  return undefined;
}
