import type { ParsedRecord } from '../contracts.ts';
import type { Place } from '../generated/run-report.ts';
import { shorten } from '../model/text.ts';
import type { DocumentNode } from './document-node.ts';
import type { Table } from './table.ts';

/** Reports members that a parser does not know, for they have no place in a set. */
export function* unknownMembers(
  node: DocumentNode,
  known: readonly string[],
  source: string,
): Generator<ParsedRecord> {
  for (const [name, { place }] of node.members()) {
    if (known.includes(name)) continue;
    yield leftOut('member', name, place, source);
  }
}

/** The same for the columns of a table. */
export function* unknownColumns({ others }: Table, source: string): Generator<ParsedRecord> {
  for (const { header, place } of others) yield leftOut('column', header, place, source);
}

function leftOut(what: string, name: string, place: Place, source: string): ParsedRecord {
  const message = `the ${what} ${JSON.stringify(shorten(name))} is not known and is left out`;
  return {
    kind: 'diagnostic',
    diagnostic: { severity: 'warning', rule: `unknown-${what}`, source, place, message },
  };
}
