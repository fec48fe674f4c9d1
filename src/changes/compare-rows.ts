import type { ChangedRow, MappingChanges, MappingTotals, RowKind } from '../generated/changes.ts';
import { compareText } from '../model/compare.ts';
import { identityText, type KeyedRow } from './keyed-row.ts';
import type { RowMatch } from './match-rows.ts';
import { differingFields, kindOfField } from './row-fields.ts';
import { wideChanges } from './wide-changes.ts';

/** Kinds of changes of a row itself; others are of its capability, its technique or its spelling. */
const OF_ROWS = ['rescored', 'retyped', 'moved', 'comment', 'references', 'other'] as const;

export interface RowChanges {
  readonly changes: MappingChanges;
  readonly totals: MappingTotals;
  /** Identities of capabilities that matched rows name, group or spell otherwise. */
  readonly renamed: ReadonlySet<string>;
  readonly regrouped: ReadonlySet<string>;
  readonly respelled: ReadonlySet<string>;
  /** Ids of techniques that matched rows name otherwise. */
  readonly renamedTechniques: ReadonlySet<string>;
  /** Our ids of mapping types that matched rows spell otherwise. */
  readonly respelledTypes: ReadonlySet<string>;
}

/** What became of matched rows: said once where it is alike in all rows, else row by row. */
export function compareRows({ pairs, added, removed }: RowMatch): RowChanges {
  const wide = wideChanges(pairs);
  const listed: { readonly at: KeyedRow; readonly change: ChangedRow }[] = [];
  const totals = { changed: 0, ...zeros(OF_ROWS) };
  const renamed = new Set<string>();
  const regrouped = new Set<string>();
  const respelled = new Set<string>();
  const renamedTechniques = new Set<string>();
  const respelledTypes = new Set<string>();

  for (const pair of pairs) {
    const [old, next] = pair;
    if (old.content === next.content) continue;
    const fields = differingFields(old.row, next.row);
    const hasMoved = fields.includes('attack_object_id');
    const kinds = new Map<string, RowKind>();
    for (const field of fields) {
      // The technique that a row moved to has a name of its own.
      if (hasMoved && field === 'attack_object_name') continue;
      const kind = kindOfField(field, old.row, next.row);
      kinds.set(field, kind);
      if (field === 'capability_description') renamed.add(old.capability);
      else if (field === 'capability_group') regrouped.add(old.capability);
      else if (field === 'capability_id') respelled.add(old.capability);
      else if (field === 'attack_object_name') renamedTechniques.add(old.technique);
      else if (kind === 'respelled') respelledTypes.add(old.type);
    }
    const all = new Set(kinds.values());
    const own = OF_ROWS.filter((kind) => all.has(kind));
    for (const kind of own) totals[kind] += 1;
    if (own.length > 0) totals.changed += 1;
    const told = wide.told(pair);
    const untold = new Set([...kinds].flatMap(([field, kind]) => (told.has(field) ? [] : kind)));
    if (untold.size === 0) continue;
    const change = { kinds: [...untold].sort(compareText), old: old.row, new: next.row };
    listed.push({ at: old, change });
  }
  listed.sort(
    (a, b) =>
      compareText(identityText(a.at), identityText(b.at)) ||
      compareText(a.at.content, b.at.content),
  );
  return {
    changes: {
      wide: [...wide.list],
      added: added.map(({ row }) => row),
      removed: removed.map(({ row }) => row),
      changed: listed.map(({ change }) => change),
    },
    totals: { added: added.length, removed: removed.length, ...totals },
    ...{ renamed, regrouped, respelled, renamedTechniques, respelledTypes },
  };
}

function zeros<K extends string>(names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
}
