import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { ExportSet, Parser, Report } from '../contracts.ts';
import { AttackMappingsError, messageOf } from '../errors.ts';
import { readJson } from '../formats/read-json.ts';
import type { SetKey } from '../generated/mapping-set.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { completeKey, normaliseKey } from '../model/set-key.ts';
import { parsers } from '../parsers/index.ts';
import { AttackLibrary } from '../pipeline/attack-library.ts';
import { cachedIndexReader } from '../pipeline/index-reader.ts';
import { planOf } from '../pipeline/plan.ts';
import { readSet } from '../pipeline/read-set.ts';
import { findPipeline } from './find-pipeline.ts';
import { type FetchOptions, openInputs } from './open-inputs.ts';

export interface ReadRequest extends FetchOptions {
  /** Index of ATT&CK releases, an address or a file; MITRE's by default. */
  readonly attack?: string;
  /** Whose mappings these are, and their terms, when the file is no canonical set. */
  readonly attribution?: readonly string[];
}

/** A local file as a set that exporters take, with everything that was found in it. */
export interface MappingFile {
  readonly set: ExportSet;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where a set that no pipeline speaks for takes ATT&CK, hosts and labels from. */
const DEFAULTS = 'mappings-explorer';

/**
 * One local mapping file (unified JSON, or a canonical set) as a canonical set, its techniques
 * resolved. Rejects with an AttackMappingsError.
 */
export async function readMappingFile(
  file: string,
  request: ReadRequest = {},
): Promise<MappingFile> {
  const { settings } = await findPipeline(DEFAULTS);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const set = await readLocal(file, request, settings, report);
  return { set, diagnostics };
}

async function readLocal(
  file: string,
  request: ReadRequest,
  settings: Pipeline,
  report: Report,
): Promise<ExportSet> {
  const path = resolve(file);
  const url = basename(path);
  const body = await readFile(path).catch((cause) => {
    throw new AttackMappingsError('config', file, `cannot read ${file}: ${messageOf(cause)}`, {
      cause,
    });
  });
  const parserName = recognise(body, file);
  const parser = parsers.get(parserName) as NonNullable<ReturnType<typeof parsers.get>>;
  const key = await keyOf(parser({ url, mediaType: 'application/json', sha256: '', body }), file);
  const plan = { ...planOf(key, [encodeURIComponent(url)], settings), newest: true };
  const index = request.attack ?? settings.attack;
  const isAddress = /^https?:/.test(index);
  const document = openInputs(request, dirname(path), []);
  const attack = openInputs(
    request,
    isAddress ? '.' : dirname(resolve(index)),
    settings.hosts ?? [],
  );
  try {
    return await readSet(plan, {
      pipeline: { ...settings, parser: parserName, attribution: attribution(settings, request) },
      parser,
      fetch: document.fetch,
      attack: new AttackLibrary(
        attack.fetch,
        cachedIndexReader(attack.fetch, attack.cache),
        isAddress ? index : basename(index),
      ),
      report,
    });
  } finally {
    await attack.close();
    await document.close();
  }
}

/** The parser of a local file, told by what it holds. */
function recognise(body: Uint8Array, file: string): Pipeline['parser'] {
  const document = readJson(body, file);
  const has = (member: string) =>
    document !== null && typeof document === 'object' && member in document;
  if (has('mapping_objects')) return 'unified-json';
  if (has('mappings')) return 'mapping-set';
  throw new AttackMappingsError(
    'parse',
    file,
    'expected a mapping file: unified JSON (member "mapping_objects") or a canonical set (member "mappings")',
  );
}

/** What the header says; what follows it is not parsed yet. */
async function keyOf(records: ReturnType<Parser>, file: string): Promise<SetKey> {
  for await (const record of records) {
    const key = record.kind === 'header' ? completeKey(record.set) : undefined;
    if (key !== undefined) return normaliseKey(key);
  }
  throw new AttackMappingsError(
    'parse',
    file,
    'the file does not say its framework, framework version, ATT&CK version and domain',
  );
}

/**
 * ATT&CK's terms hold whatever the file is. Whose mappings they are a canonical set says itself, and
 * of a unified file only the caller knows.
 */
function attribution(settings: Pipeline, request: ReadRequest): string[] {
  const attack = settings.attribution.filter((line) => line.includes('ATT&CK®'));
  return [...(request.attribution ?? []), ...attack];
}
