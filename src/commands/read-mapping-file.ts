import { basename, dirname, resolve } from 'node:path';
import type { ExportSet, ParsedRecord, Report } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { SetKey } from '../generated/mapping-set.ts';
import type { ParserName, Pipeline } from '../generated/pipeline.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { completeKey, normaliseKey, setPath } from '../model/set-key.ts';
import { AttackLibrary } from '../pipeline/attack-library.ts';
import { cachedIndexReader } from '../pipeline/index-reader.ts';
import { planOf } from '../pipeline/plan.ts';
import { readSet } from '../pipeline/read-set.ts';
import { choose } from '../pipeline/registries.ts';
import { findPipeline } from './find-pipeline.ts';
import { localDocument, recordsOf } from './local-document.ts';
import { type FetchOptions, openInputs } from './open-inputs.ts';
import { recognise } from './recognise.ts';
import { registries } from './registries.ts';

export interface ReadRequest extends FetchOptions {
  /** Index of ATT&CK releases, an address or a file; MITRE's by default. */
  readonly attack?: string;
  /** What the file does not say of its set. */
  readonly key?: Partial<SetKey>;
  /** Whose mappings these are, and their terms, when the file is no canonical set. */
  readonly attribution?: readonly string[];
}

/** The sets of a local file as exporters take them, with everything that was found in it. */
export interface MappingFile {
  readonly sets: readonly ExportSet[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where a set that no pipeline speaks for takes ATT&CK, hosts and labels from. */
const DEFAULTS = 'mappings-explorer';

/**
 * One local mapping file in any format that tells itself apart as canonical sets, their techniques
 * resolved: most files hold one set, a page on a technique holds one a framework. Rejects with an
 * AttackMappingsError.
 */
export async function readMappingFile(
  file: string,
  request: ReadRequest = {},
): Promise<MappingFile> {
  const { settings } = await findPipeline(DEFAULTS);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const document = await localDocument(file);
  const parser = recognise(document.body, file);
  const parse = await choose(registries.parsers, parser, 'parser')();
  const keys = keysOf(await recordsOf(parse, document, request.key ?? {}), request.key ?? {}, file);
  const sets = await readSets({ file, parser, keys }, request, settings, report);
  return { sets, diagnostics };
}

interface LocalSets {
  readonly file: string;
  readonly parser: ParserName;
  readonly keys: readonly SetKey[];
}

async function readSets(
  { file, parser, keys }: LocalSets,
  request: ReadRequest,
  settings: Pipeline,
  report: Report,
): Promise<ExportSet[]> {
  const path = resolve(file);
  const url = encodeURIComponent(basename(path));
  const index = request.attack ?? settings.attack;
  const isAddress = /^https?:/.test(index);
  const document = openInputs(request, dirname(path), []);
  const attack = openInputs(
    request,
    isAddress ? '.' : dirname(resolve(index)),
    settings.hosts ?? [],
  );
  const context = {
    pipeline: { ...settings, parser, attribution: attribution(settings, request) },
    parserOf: (name: string) => choose(registries.parsers, name, 'parser')(),
    fetch: document.fetch,
    attack: new AttackLibrary(
      attack.fetch,
      cachedIndexReader(attack.fetch, attack.cache),
      isAddress ? index : basename(index),
    ),
    report,
  };
  try {
    const sets: ExportSet[] = [];
    for (const key of keys) {
      const plan = { ...planOf(key, [{ url }], context.pipeline), newest: true };
      sets.push(await readSet(plan, context));
    }
    return sets;
  } finally {
    await attack.close();
    await document.close();
  }
}

/** The sets that have rows in the document, in path order. */
function keysOf(records: readonly ParsedRecord[], stated: Partial<SetKey>, file: string): SetKey[] {
  const keys = new Map<string, SetKey>();
  for (const set of new Set(records.map((record) => (record.kind === 'row' ? record.set : {})))) {
    if (Object.keys(set).length === 0) continue;
    const key = completeKey({ ...stated, ...set });
    if (key === undefined) throw incomplete({ ...stated, ...set }, file);
    const normal = normaliseKey(key);
    keys.set(setPath(normal), normal);
  }
  if (keys.size === 0) {
    throw new AttackMappingsError('parse', file, 'expected mappings, found none');
  }
  return [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
}

function incomplete(set: Partial<SetKey>, file: string): AttackMappingsError {
  const members = ['framework', 'framework_version', 'attack_version', 'domain'] as const;
  const missing = members.filter((member) => !set[member]);
  const flags = missing.map((member) => `--${member.replace('_', '-')}`).join(', ');
  return new AttackMappingsError(
    'parse',
    file,
    `the file does not say its ${missing.join(', ')}: say it with ${flags}`,
  );
}

/**
 * ATT&CK's terms hold whatever the file is. Whose mappings they are a canonical set says itself, and
 * of another file only the caller knows.
 */
function attribution(settings: Pipeline, request: ReadRequest): string[] {
  const attack = settings.attribution.filter((line) => line.includes('ATT&CK®'));
  return [...(request.attribution ?? []), ...attack];
}
