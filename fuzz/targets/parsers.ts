import fc from 'fast-check';
import type { Parser } from '../../src/contracts.ts';
import { AttackMappingsError, messageOf } from '../../src/errors.ts';
import { findingsText, validator } from '../../src/formats/json-schema.ts';
import type { SetKey } from '../../src/generated/mapping-set.ts';
import { validate as isMappingSet } from '../../src/generated/mapping-set.validate.ts';
import { assemble, type DocumentRecords } from '../../src/model/assemble.ts';
import { framework as frameworkOf } from '../../src/model/frameworks.ts';
import { nameSets } from '../../src/model/name-sets.ts';
import { parsers } from '../../src/parsers/index.ts';
import { recordsOf } from '../../src/pipeline/parse-document.ts';
import type { ParsedRecord } from '../../src/records.ts';
import { anyDocument } from '../inputs/any-document.ts';
import { type Target, target } from '../target.ts';

interface Document {
  readonly body: Uint8Array;
  readonly url: string;
  readonly set: SetKey | undefined;
}

type Verdict = 'records' | 'refused';

const SET: SetKey = {
  framework: 'acme',
  framework_version: '1',
  attack_version: '16.1',
  domain: 'enterprise',
};
const SITE = 'https://site.example/explorer/external/nist/attack-16.1/domain-enterprise/nist-rev5';
const url = fc.constantFrom(
  'https://example.org/d',
  'https://example.org/nist800-53-r5-12_1mappings.xlsx',
  `${SITE}/`,
  `${SITE}/AC-2/`,
  'https://site.example/explorer/attack/attack-16.1/domain-enterprise/techniques/T1110/',
);
const validate = validator(isMappingSet);

/**
 * Whatever a parser reads, it yields sound records, not many more than the document has bytes, or
 * throws an AttackMappingsError of code `parse` or `schema` on that document.
 */
export const parserTargets: readonly Target[] = [...parsers].map(([name, load]) =>
  target<Document>({
    name: `parsers/${name}`,
    short: 150,
    input: fc.record({
      body: anyDocument(name),
      url,
      set: fc.constantFrom(undefined, SET),
    }),
    check: async (document) => void (await checkParser(await load(), name, document)),
    fileOf: ({ body }) => body,
  }),
);

/** Throws when it does not hold; says what came of the document. */
export async function checkParser(
  parser: Parser,
  name: string,
  document: Document,
): Promise<Verdict> {
  const { body, set } = document;
  const input = { url: document.url, mediaType: '', sha256: '0'.repeat(64), body };
  let records: ParsedRecord[];
  try {
    records = await recordsOf(parser, set ? { ...input, set } : input);
  } catch (error) {
    refuseOther(error, document.url);
    return 'refused';
  }
  // A workbook is packed: its bytes say less of its rows.
  const most = 1000 + 4 * body.length * (name === 'nist-workbook' ? 1000 : 1);
  if (records.length > most) throw new Error(`${records.length} records of ${body.length} bytes`);
  for (const record of records) checkRecord(record);
  checkSets({ document: { url: document.url, sha256: input.sha256, parser: name }, records });
  return 'records';
}

/** Throws unless it is an error that a user is told of. */
function refuseOther(error: unknown, subject: string): void {
  const isOurs = error instanceof AttackMappingsError;
  if (!isOurs) throw new Error(`threw ${messageOf(error)}`, { cause: error });
  if (error.code !== 'parse' && error.code !== 'schema') throw new Error(`code ${error.code}`);
  if (error.subject !== subject) throw new Error(`subject ${error.subject}`);
  if (error.message.trim() === '' || error.message.length > 200_000)
    throw new Error(`a message of ${error.message.length} characters`);
}

function checkRecord(record: ParsedRecord): void {
  const finding = record.kind === 'diagnostic' ? record.diagnostic : undefined;
  const place = record.kind === 'diagnostic' ? record.diagnostic.place : record.place;
  if (Object.keys(place).length === 0) throw new Error(`a ${record.kind} without a place`);
  if (place.line !== undefined && !(place.line >= 1)) throw new Error(`line ${place.line}`);
  if (place.row !== undefined && !(place.row >= 1)) throw new Error(`row ${place.row}`);
  if (finding && !/^[a-z]+(-[a-z]+)*$/.test(finding.rule)) throw new Error(finding.rule);
  if (halfPair(record)) throw new Error(`a ${record.kind} with half of a surrogate pair`);
  if (finding && finding.message.length > 5_000) throw new Error('an endless message');
}

/** True when a text anywhere in a record is none; records can nest as deep as documents. */
function halfPair(record: ParsedRecord): boolean {
  const left: unknown[] = [record];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) return true;
    if (value === null || typeof value !== 'object') continue;
    for (const [name, member] of Object.entries(value)) left.push(name, member);
  }
  return false;
}

/** What was read makes sets, whose rows are always as the schema says. */
function checkSets(documents: DocumentRecords): void {
  for (const { key, documents: parts } of nameSets([documents], SET)) {
    const set = assemble(parts, {
      key,
      framework: frameworkOf(key.framework, key.framework_version, undefined),
      attribution: [],
      report: () => undefined,
    });
    const findings = validate(set).filter(({ pointer }) => pointer.startsWith('/mappings/'));
    if (findings.length > 0) throw new Error(`no rows of a set: ${findingsText(findings)}`);
  }
}
