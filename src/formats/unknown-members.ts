import type { Place } from '../generated/run-report.ts';
import { shorten } from '../model/text.ts';
import type { ParsedRecord } from '../records.ts';
import type { DocumentNode } from './document-node.ts';
import { plainData } from './other-members.ts';
import type { Table } from './table.ts';

/** Reports members that a parser does not know, for they have no place in a set. */
export function* unknownMembers(
  node: DocumentNode,
  known: readonly string[],
  source: string,
): Generator<ParsedRecord> {
  for (const [name, member] of node.members()) {
    if (known.includes(name)) continue;
    const value = shorten(JSON.stringify(plainData(member)) ?? 'null', 500);
    yield leftOut('member', name, member.place, source, ` with ${value}`);
  }
}

/** The same for the columns of a table. */
export function* unknownColumns({ others }: Table, source: string): Generator<ParsedRecord> {
  for (const { header, place } of others) yield leftOut('column', header, place, source);
}

function leftOut(
  what: string,
  name: string,
  place: Place,
  source: string,
  value = '',
): ParsedRecord {
  const message = `the ${what} ${JSON.stringify(shorten(name))}${value} is not known and is left out`;
  return {
    kind: 'diagnostic',
    diagnostic: { severity: 'warning', rule: `unknown-${what}`, source, place, message },
  };
}
