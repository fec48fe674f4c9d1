import type { Mapping } from '../generated/mapping-set.ts';
import type { ParsedRecord } from '../records.ts';
import { textOf } from './normalise-row.ts';

/** Ids of the techniques that rows name, each once. */
export function techniqueIds(rows: readonly Mapping[]): Set<string> {
  return new Set(rows.flatMap(({ attack_object_id }) => attack_object_id ?? []));
}

/** The same of rows as a parser yields them. */
export function recordedTechniqueIds(records: readonly ParsedRecord[]): Set<string> {
  const raw = new Set<unknown>();
  for (const record of records) if (record.kind === 'row') raw.add(record.fields.attack_object_id);
  return new Set([...raw].map(textOf).filter((id) => id !== undefined));
}
