import { identityText, type KeyedRow } from './keyed-row.ts';
import { pairBy } from './pair-by.ts';
import { stableText } from './stable-text.ts';

/** The technique that ATT&CK put in the place of this one; undefined when it lives. */
export type MovedTo = (techniqueId: string) => string | undefined;

export interface RowMatch {
  readonly pairs: readonly (readonly [KeyedRow, KeyedRow])[];
  readonly added: readonly KeyedRow[];
  readonly removed: readonly KeyedRow[];
  /** True when some row may have moved with its technique, so that ATT&CK has a say. */
  readonly canMove: boolean;
}

type KeyOf = (keyed: KeyedRow) => string;

/** What an analyst states of a mapping, beside its names and spellings. */
function assessment({ row }: KeyedRow): readonly unknown[] {
  const { score_value, comments, references, related_score, status } = row;
  const { mapping_framework_version, attack_version, additional } = row;
  return [
    ...[score_value, comments, references, related_score, status],
    ...[mapping_framework_version, attack_version],
    additional === undefined ? undefined : stableText(additional),
  ];
}

const within =
  (block: (keyed: KeyedRow) => readonly unknown[], more: (keyed: KeyedRow) => readonly unknown[]) =>
  (keyed: KeyedRow) =>
    JSON.stringify([block(keyed), more(keyed)]);

const nothing = () => [];
const comment = ({ row }: KeyedRow) => [row.comments];
const identity = (keyed: KeyedRow) => [identityText(keyed)];
const withoutCategory = ({ capability, technique, type }: KeyedRow) => [
  ...[capability, technique, type],
];
const withoutType = ({ capability, technique, category }: KeyedRow) => [
  ...[capability, technique, category],
];
const ends = ({ capability, technique }: KeyedRow) => [capability, technique];

/** Each pass pairs what the ones before left over: first within an identity, the most alike first. */
const PASSES: readonly KeyOf[] = [
  within(identity, assessment),
  within(identity, ({ row }) => [row.score_value, row.comments, row.references]),
  within(identity, ({ row }) => [row.score_value, row.comments]),
  within(identity, comment),
  within(identity, ({ row }) => [row.score_value]),
  within(identity, nothing),
  // Of one capability and technique: another category, another type, then both.
  within(withoutCategory, comment),
  within(withoutCategory, nothing),
  within(withoutType, comment),
  within(withoutType, nothing),
  within(ends, comment),
  within(ends, nothing),
];

/**
 * Matches the rows of two sets by identity and content, each once. What is left of a technique that
 * ATT&CK moved is matched in the same way, as if it had been of the new one. Takes time in proportion
 * to the rows, times the logarithm that sorting them takes.
 */
export function matchRows(
  old: readonly KeyedRow[],
  next: readonly KeyedRow[],
  movedTo: MovedTo | undefined,
): RowMatch {
  const pairs: (readonly [KeyedRow, KeyedRow])[] = [];
  let removed = old;
  let added = next;
  const pass = (leftKey: (keyed: KeyedRow) => string | undefined, rightKey: KeyOf) => {
    const paired = pairBy(removed, added, leftKey, rightKey);
    for (const pair of paired.pairs) pairs.push(pair);
    removed = paired.onlyLeft;
    added = paired.onlyRight;
  };
  const content: KeyOf = (keyed) => keyed.content;
  for (const keyOf of [content, ...PASSES]) pass(keyOf, keyOf);

  const capabilities = new Set(added.map(({ capability }) => capability));
  const canMove = removed.some(({ capability }) => capabilities.has(capability));
  if (canMove && movedTo !== undefined) {
    const moved = movedRows(removed, movedTo);
    for (const keyOf of PASSES) {
      pass((keyed) => {
        const there = moved.get(keyed);
        return there === undefined ? undefined : keyOf(there);
      }, keyOf);
    }
  }
  return { pairs, added, removed, canMove };
}

/** Rows of techniques that ATT&CK moved, each as it would be of the new technique. */
function movedRows(rows: readonly KeyedRow[], movedTo: MovedTo): Map<KeyedRow, KeyedRow> {
  const moved = new Map<KeyedRow, KeyedRow>();
  for (const keyed of rows) {
    const technique = keyed.technique === '' ? undefined : movedTo(keyed.technique);
    if (technique !== undefined) moved.set(keyed, { ...keyed, technique });
  }
  return moved;
}
