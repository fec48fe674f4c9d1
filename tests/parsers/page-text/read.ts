import { readFileSync } from 'node:fs';
import type { ParserInput } from '../../../src/contracts.ts';
import { pageText } from '../../../src/parsers/page-text/parser.ts';
import type { ParsedRecord } from '../../../src/records.ts';

type Kind = ParsedRecord['kind'];
type Of<K extends Kind> = Extract<ParsedRecord, { kind: K }>;

/** Header of a table in the form without scores. */
export const HEADER =
  'Capability ID Capability Description Mapping Type ATT&CK ID ATT&CK Name Notes';

export function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/page-text/${name}`, import.meta.url), 'utf8');
}

/** Records of a text, which may be given as bytes. */
export function read(text: string | Uint8Array, set?: ParserInput['set']): ParsedRecord[] {
  const body = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const input = { url: 'page.txt', mediaType: 'text/plain', sha256: '0'.repeat(64), body };
  return [...pageText({ ...input, ...(set ? { set } : {}) })] as ParsedRecord[];
}

export function of<K extends Kind>(kind: K, records: readonly ParsedRecord[]): Of<K>[] {
  return records.filter((record): record is Of<K> => record.kind === kind);
}

export function fields(records: readonly ParsedRecord[]) {
  return of('row', records).map((row) => row.fields);
}

/** Findings as "line rule". */
export function rules(records: readonly ParsedRecord[]): string[] {
  return of('diagnostic', records).map(
    ({ diagnostic }) => `${diagnostic.place.line} ${diagnostic.rule}`,
  );
}

/** A page in the older form around the lines of its table. */
export function page(...table: string[]): string {
  return ['T1999 Lantern Relay Mappings', '', 'View in MITRE ATT&CK®', HEADER, ...table].join('\n');
}
