import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPipeline } from '../../src/commands/find-pipeline.ts';
import type { FetchDocument } from '../../src/contracts.ts';
import { ctidJsonExporter } from '../../src/exporters/ctid-json.ts';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import type { SetFacts } from '../../src/generated/pipeline.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';
import type { UnifiedMappings } from '../../src/generated/unified-mappings.ts';
import { assemble, type DocumentRecords } from '../../src/model/assemble.ts';
import { framework as frameworkOf } from '../../src/model/frameworks.ts';
import { recordsOfSet } from '../../src/model/records-of-set.ts';
import { completeKey, setPath } from '../../src/model/set-key.ts';
import { withFacts } from '../../src/model/stated-facts.ts';
import { parsers } from '../../src/parsers/index.ts';
import type { ParsedRecord, SourceRow } from '../../src/records.ts';
import { openSource } from '../../src/sources/index.ts';
import { corpus } from './corpus.ts';

/** A set as it comes out of raw files, in the publisher's format. */
export interface RawSet {
  readonly unified: UnifiedMappings;
  readonly set: MappingSet;
  /** Rows before text is normalised. */
  readonly rows: readonly SourceRow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The sets of a pipeline of raw files, by path, without ATT&CK. */
export async function rawSets(pipeline: string): Promise<Map<string, RawSet>> {
  const { settings } = await findPipeline(pipeline);
  const source = await openSource(settings.source);
  const documents = new Map<string, DocumentRecords[]>();
  const facts = new Map<string, SetFacts>();
  for await (const listed of source.documents(fetchFromCorpus)) {
    if (listed.error) throw listed.error;
    const key = completeKey(listed.set);
    if (key === undefined || listed.role === 'enrich') continue;
    const path = setPath(key);
    if (listed.facts) facts.set(path, listed.facts);
    const parser = listed.parser ?? settings.parser;
    const records = recordsOfSet(await recordsOf(listed.url, parser, key), key);
    const entry = { document: { url: listed.url, sha256: '0'.repeat(64), parser }, records };
    documents.set(path, [...(documents.get(path) ?? []), entry]);
  }
  return new Map(
    [...documents].map(([path, entries]) => [path, assembled(path, entries, facts.get(path))]),
  );
}

function assembled(path: string, entries: DocumentRecords[], facts: SetFacts | undefined): RawSet {
  const [framework = '', attack = '', version = '', domain = ''] = path.split('/');
  const key = {
    framework,
    framework_version: version.slice(framework.length + 1),
    attack_version: attack.slice('attack-'.length),
    domain,
  };
  const diagnostics: Diagnostic[] = [];
  const setFramework = frameworkOf(framework, key.framework_version, undefined);
  const set = assemble(facts ? withFacts(entries, facts, key) : entries, {
    key,
    framework: setFramework,
    attribution: ['Theirs'],
    report: (diagnostic) => diagnostics.push(diagnostic),
  });
  const rows = entries.flatMap(({ records }) =>
    records.flatMap((record) => (record.kind === 'row' ? [record.fields] : [])),
  );
  const exported = { set, framework: setFramework, path } as unknown as Parameters<
    typeof ctidJsonExporter.artifacts
  >[0]['sets'][number];
  const [artifact] = ctidJsonExporter.artifacts({ sets: [exported], options: {} }, () => {});
  const text = [...((artifact?.chunks ?? []) as Iterable<string>)].join('');
  return { unified: JSON.parse(text), set, rows, diagnostics };
}

async function recordsOf(
  url: string,
  name: string,
  set: NonNullable<ReturnType<typeof completeKey>>,
): Promise<ParsedRecord[]> {
  const parser = await parsers.get(name)?.();
  if (parser === undefined) throw new Error(`no parser ${name}`);
  const { mediaType, sha256, read } = await fetchFromCorpus(url);
  const records: ParsedRecord[] = [];
  const input = { url, mediaType, sha256, body: await read(), set };
  for await (const record of parser(input)) records.push(record);
  return records;
}

const fetchFromCorpus: FetchDocument = async (url) => {
  const { host, pathname, search } = new URL(url);
  const path = join(corpus, host, decodeURIComponent(pathname) + search);
  return { url, mediaType: '', sha256: '0'.repeat(64), read: () => readFile(path) };
};

/** The text of a document of the corpus. */
export async function documentText(url: string): Promise<string> {
  const { read } = await fetchFromCorpus(url);
  return new TextDecoder().decode(await read());
}
