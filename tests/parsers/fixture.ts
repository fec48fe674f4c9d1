import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedRecord } from '../../src/records.ts';

/** A document of `tests/fixtures`. */
export function fixture(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '..', 'fixtures', name));
}

/** Records of one kind. */
export function only<K extends ParsedRecord['kind']>(
  records: readonly ParsedRecord[],
  kind: K,
): Extract<ParsedRecord, { kind: K }>[] {
  return records.filter(
    (record): record is Extract<ParsedRecord, { kind: K }> => record.kind === kind,
  );
}

/** Rules of what is reported, in order. */
export function rules(records: readonly ParsedRecord[]): string[] {
  return only(records, 'diagnostic').map(({ diagnostic }) => diagnostic.rule);
}
