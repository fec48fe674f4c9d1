import type { PublishedRow, RowKind, WideChange } from '../generated/changes.ts';
import { compareText } from '../model/compare.ts';
import type { KeyedRow } from './keyed-row.ts';
import { kindOfField } from './row-fields.ts';
import { stableText } from './stable-text.ts';

type Pair = readonly [KeyedRow, KeyedRow];
type WideField = WideChange['field'];
type Scope = keyof NonNullable<WideChange['of']>;

/** Fields that change in many rows at once, and within what. */
const WIDE: readonly { readonly field: WideField; readonly scope?: Scope }[] = [
  { field: 'attack_object_name', scope: 'attack_object_id' },
  { field: 'attack_version' },
  { field: 'capability_description', scope: 'capability_id' },
  { field: 'capability_group', scope: 'capability_id' },
  { field: 'capability_id' },
  { field: 'mapping_framework_version' },
  { field: 'mapping_type' },
  { field: 'status' },
];

/** Changes of these kinds are somebody's decision on each row, and said once only when they are many. */
const DECISIONS: ReadonlySet<RowKind> = new Set(['retyped', 'other']);
const MANY = 10;

export interface WideChanges {
  /** Ordered by field, what they are of, and old value. */
  readonly list: readonly WideChange[];
  /** Fields whose change in this pair is said once for all rows. */
  told(pair: Pair): ReadonlySet<string>;
}

/**
 * What changed alike in every matched row of its scope: an old value that became one and the same
 * new value. Where it became several, the rows have to be told one by one.
 */
export function wideChanges(pairs: readonly Pair[]): WideChanges {
  const seen = new Map<string, { change: WideChange; isUniform: boolean }>();
  for (const pair of pairs) {
    for (const { field, scope } of WIDE) {
      const key = keyOf(pair, field, scope);
      if (key === undefined) continue;
      const known = seen.get(key);
      if (known === undefined) {
        seen.set(key, { change: changeOf(pair, field, scope), isUniform: true });
      } else {
        known.change.rows += 1;
        if (known.change.new !== pair[1].row[field]) known.isUniform = false;
      }
    }
  }
  const wide = new Map(
    [...seen].filter(
      ([, { change, isUniform }]) =>
        isUniform &&
        change.old !== change.new &&
        (change.rows >= MANY || !DECISIONS.has(change.kind)),
    ),
  );
  return {
    list: [...wide.values()].map(({ change }) => change).sort(compareChanges),
    told: (pair) =>
      new Set(
        WIDE.filter(({ field, scope }) => {
          const key = keyOf(pair, field, scope);
          return key !== undefined && wide.has(key);
        }).map(({ field }) => field),
      ),
  };
}

/** Field, scope and old value as one text; undefined where the field of this pair is in no scope. */
function keyOf(pair: Pair, field: WideField, scope: Scope | undefined): string | undefined {
  const [{ row: old }, { row: next }] = pair;
  if (scope === undefined) return JSON.stringify([field, old[field] ?? null]);
  if (old[scope] === undefined) return undefined;
  // A row that moved names another technique, which has a name of its own.
  const hasMoved = old.attack_object_id !== next.attack_object_id;
  if (hasMoved && scope === 'attack_object_id') return undefined;
  return JSON.stringify([field, old[field] ?? null, old[scope]]);
}

function changeOf(pair: Pair, field: WideField, scope: Scope | undefined): WideChange {
  const [{ row: old }, { row: next }] = pair;
  return {
    kind: kindOfField(field, old, next),
    field,
    ...(scope === undefined ? {} : { of: { [scope]: old[scope] } }),
    ...valueIn('old', old, field),
    ...valueIn('new', next, field),
    rows: 1,
  };
}

function valueIn(name: 'old' | 'new', row: PublishedRow, field: WideField) {
  return row[field] === undefined ? {} : { [name]: row[field] };
}

function compareChanges(a: WideChange, b: WideChange): number {
  return (
    compareText(a.field, b.field) ||
    compareText(stableText(a.of), stableText(b.of)) ||
    compareText(stableText(a.old), stableText(b.old))
  );
}
