import type { Collision, Mapping } from '../generated/mapping-set.ts';
import { identityReader } from '../model/capability-identity.ts';
import { compareText } from '../model/compare.ts';
import { grouped } from '../model/grouped.ts';
import type { Outcome } from './outcomes.ts';

/** A row that goes on, with the row that it comes from. */
interface CarriedRow {
  readonly row: Mapping;
  readonly outcome: Outcome;
}

export interface Collided {
  readonly collision: Collision;
  readonly rows: readonly CarriedRow[];
}

/**
 * Where rows of several techniques became rows of one capability, technique, mapping type and score
 * category. Ordered by capability, technique, type and category. No row is picked: that is for people.
 */
export function collisionsOf(framework: string, outcomes: readonly Outcome[]): Collided[] {
  const identity = identityReader(framework);
  const carried = outcomes.flatMap((outcome) => outcome.after.map((row) => ({ row, outcome })));
  const sources = new Map<string, Set<string>>();
  for (const { row, outcome } of carried) {
    const id = row.attack_object_id ?? '';
    const known = sources.get(id);
    if (known) known.add(outcome.technique ?? '');
    else sources.set(id, new Set([outcome.technique ?? '']));
  }
  // Most techniques are what they were: their rows need not be looked at.
  const merged = carried.filter(
    ({ row }) =>
      row.capability_id !== undefined && (sources.get(row.attack_object_id ?? '')?.size ?? 0) > 1,
  );
  const groups = grouped(merged, ({ row }) =>
    [
      identity(row.capability_id ?? ''),
      row.attack_object_id,
      typeOf(row) ?? '',
      row.score_category ?? '',
    ].join('\0'),
  );
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, rows]) => {
      const collision = collisionOf(rows);
      return collision ? [{ collision, rows }] : [];
    });
}

function collisionOf(rows: readonly CarriedRow[]): Collision | undefined {
  const from = distinct(rows.map(({ outcome }) => outcome.technique));
  const [first] = rows;
  if (first === undefined || from.length < 2) return undefined;
  const { capability_id = '', attack_object_id = '', score_category } = first.row;
  const type = typeOf(first.row);
  const values = distinct(rows.map(({ row }) => row.score_value));
  return {
    capability_id,
    attack_object_id,
    ...(type === undefined ? {} : { mapping_type: type }),
    ...(score_category === undefined ? {} : { score_category }),
    from,
    ...(values.length > 1 ? { score_values: values } : {}),
    rows: rows.length,
  };
}

/** Marks rows that collide with the other techniques, beside those of earlier migrations. */
export function markCollisions(collided: readonly Collided[]): ReadonlyMap<Mapping, Mapping> {
  const marked = new Map<Mapping, Mapping>();
  for (const { collision, rows } of collided) {
    for (const { row, outcome } of rows) {
      const { collides_with: earlier = [], ...derived } = row.derived;
      const others = collision.from.filter((id) => id !== outcome.technique);
      const collides_with = distinct([...earlier, ...others]);
      marked.set(row, { ...row, derived: { ...derived, collides_with } });
    }
  }
  return marked;
}

function typeOf(row: Mapping): string | undefined {
  return row.derived.mapping_type ?? row.mapping_type;
}

function distinct(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text !== undefined))].sort(compareText);
}
