import { listJson, listLines } from '../../formats/json-text.ts';
import type { LedgerEntry, StixLedger } from '../../generated/stix-ledger.ts';
import { compareText } from '../../model/compare.ts';

/** The text of a ledger: one line an object, ordered by id. */
export function ledgerText(entries: readonly LedgerEntry[]): Iterable<string> {
  const head: Pick<StixLedger, 'schema_version'> = { schema_version: '1.0.0' };
  const ordered = [...entries].sort((a, b) => compareText(a.id, b.id));
  return listJson(head, 'objects', listLines(ordered.map((entry) => JSON.stringify(entry))));
}
