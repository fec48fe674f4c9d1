import type { FetchDocument, ParsedRecord, Parser } from '../contracts.ts';
import type { DocumentRecords } from '../model/assemble.ts';
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
  const parsed = parse({ url, mediaType, sha256, body: await read(), set: key });
  const records: ParsedRecord[] = [];
  if (Symbol.iterator in parsed) for (const record of parsed) records.push(record);
  else for await (const record of parsed) records.push(record);
  return { document: { url, sha256, parser }, records };
}
