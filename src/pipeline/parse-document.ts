import type { FetchDocument, Parser, ParserInput } from '../contracts.ts';
import type { DocumentRecords } from '../model/assemble.ts';
import { recordBudget } from '../model/record-budget.ts';
import type { ParsedRecord } from '../records.ts';
import type { PlannedDocument, SetPlan } from './plan.ts';

export interface ParseContext {
  readonly parserOf: (name: string) => Promise<Parser>;
  readonly fetch: FetchDocument;
}

/** Everything that a document says, also of other sets. */
export async function parseDocument(
  { url, parser }: PlannedDocument,
  { key }: Pick<SetPlan, 'key'>,
  { fetch, parserOf }: ParseContext,
): Promise<DocumentRecords> {
  const { sha256, mediaType, read } = await fetch(url);
  const parse = await parserOf(parser);
  const input = { url, mediaType, sha256, body: await read(), set: key };
  return { document: { url, sha256, parser }, records: await recordsOf(parse, input) };
}

/** All records of a document, within bounds. */
export async function recordsOf(parse: Parser, input: ParserInput): Promise<ParsedRecord[]> {
  const parsed = parse(input);
  const count = recordBudget(input.url);
  const records: ParsedRecord[] = [];
  const take = (record: ParsedRecord) => {
    count(record);
    records.push(record);
  };
  if (Symbol.iterator in parsed) for (const record of parsed) take(record);
  else for await (const record of parsed) take(record);
  return records;
}
