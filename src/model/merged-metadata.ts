import type { Diagnostic, Place } from '../generated/run-report.ts';
import type { SourceRow } from '../records.ts';
import type { DocumentRecords } from './assemble.ts';
import { textOf } from './normalise-row.ts';
import { shorten } from './text.ts';

/** A field of the metadata, and where it is said. */
interface Said {
  readonly name: string;
  readonly value: unknown;
  readonly source: string;
  readonly place: Place;
}

/**
 * The metadata of a set: each field as the first document that has it says, else as the pipeline
 * file does. What is said otherwise elsewhere is reported.
 */
export function mergedMetadata(
  documents: readonly DocumentRecords[],
  stated: SourceRow,
): { metadata: SourceRow; diagnostics: Diagnostic[] } {
  const first = new Map<string, Said>();
  const diagnostics: Diagnostic[] = [];
  for (const said of saidIn(documents)) {
    const known = first.get(said.name);
    if (known === undefined) first.set(said.name, said);
    else if (!isSame(said.value, known.value)) {
      diagnostics.push(differs(said, known.value, 'another document, which is followed'));
    }
  }
  const metadata = new Map([...first].map(([name, { value }]) => [name, value]));
  for (const [name, value] of Object.entries(stated)) {
    const known = first.get(name);
    if (known === undefined) metadata.set(name, value);
    else if (!isSame(value, known.value)) {
      diagnostics.push(differs(known, value, 'the pipeline file: the document is followed'));
    }
  }
  return { metadata: Object.fromEntries(metadata), diagnostics };
}

function* saidIn(documents: readonly DocumentRecords[]): Generator<Said> {
  for (const { document, records } of documents) {
    for (const record of records) {
      if (record.kind !== 'header') continue;
      for (const [name, value] of Object.entries(record.metadata)) {
        if (isSaid(value)) yield { name, value, source: document.url, place: record.place };
      }
    }
  }
}

function differs({ name, value, source, place }: Said, there: unknown, where: string): Diagnostic {
  return {
    severity: 'info',
    rule: 'metadata-differs',
    source,
    place,
    message: `${name} is ${inWords(value)} here, ${inWords(there)} in ${where}`,
  };
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isSame(a: unknown, b: unknown): boolean {
  return (textOf(a) ?? JSON.stringify(a)) === (textOf(b) ?? JSON.stringify(b));
}

function inWords(value: unknown): string {
  return shorten(JSON.stringify(value) ?? 'nothing');
}
