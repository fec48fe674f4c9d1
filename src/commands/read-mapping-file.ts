import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ExportSet, ParserInput, Report } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { plainJudge } from '../gates/set-judge.ts';
import type { SetKey } from '../generated/mapping-set.ts';
import type { ParserName, Pipeline } from '../generated/pipeline.ts';
import type { Diagnostic, Place } from '../generated/run-report.ts';
import { compareText } from '../model/compare.ts';
import { completeKey, KEY_MEMBERS, normaliseKey, setPath } from '../model/set-key.ts';
import { statedFor } from '../model/stated-key.ts';
import type { AttackLibrary } from '../pipeline/attack-library.ts';
import { recordsOf } from '../pipeline/parse-document.ts';
import { planOf } from '../pipeline/plan.ts';
import { readSet } from '../pipeline/read-set.ts';
import { choose } from '../pipeline/registries.ts';
import type { ParsedRecord } from '../records.ts';
import { findPipeline } from './find-pipeline.ts';
import { localDocument } from './local-document.ts';
import { type AttackRequest, DEFAULTS, openAttack } from './open-attack.ts';
import { recognise } from './recognise.ts';
import { registries } from './registries.ts';

export interface ReadRequest extends AttackRequest {
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

/**
 * One local mapping file in any format that tells itself apart as canonical sets, their techniques
 * resolved: most files hold one set, a page on a technique holds one a framework. Rejects with an
 * AttackMappingsError.
 */
export async function readMappingFile(
  file: string,
  request: ReadRequest = {},
): Promise<MappingFile> {
  const attack = await openAttack(request);
  try {
    return await readMappings(file, request, attack.library);
  } finally {
    await attack.close();
  }
}

/** The same with ATT&CK that other files use too. */
export async function readMappings(
  file: string,
  request: ReadRequest,
  attack: AttackLibrary,
): Promise<MappingFile> {
  const { settings } = await findPipeline(DEFAULTS);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  await refuseStream(file);
  const document = { ...(await localDocument(file)), url: encodeURIComponent(basename(file)) };
  const parser = recognise(document.body, file);
  const parse = await choose(registries.parsers, parser, 'parser')();
  const stated = request.key ?? {};
  const records = await recordsOf(parse, { ...document, set: stated });
  const keys = keysOf(records, stated, file, report);
  const known = READ_ONCE.has(parser) ? { records } : {};
  const local = { document, parser, keys, ...known };
  const sets = await readSets(local, request, { settings, attack, report });
  return { sets, diagnostics };
}

/** What is no file may never end, or differ when it is read again; `parse` takes it. */
async function refuseStream(file: string): Promise<void> {
  const stats = await stat(file).catch(() => undefined);
  if (stats === undefined || stats.isFile()) return;
  throw new AttackMappingsError(
    'config',
    file,
    `expected a file, found ${stats.isDirectory() ? 'a folder' : 'a pipe or device'} at ${file}: name a file, or read it with parse`,
  );
}

/** Parsers that take nothing from the key of a set: what they read first, for its key, stands. */
export const READ_ONCE: ReadonlySet<ParserName> = new Set(['unified-json', 'mapping-set']);

interface LocalSets {
  readonly document: ParserInput;
  readonly parser: ParserName;
  readonly keys: readonly SetKey[];
  /** What the parser read, where reading it once more would say the same. */
  readonly records?: readonly ParsedRecord[];
}

async function readSets(
  { document, parser, keys, records }: LocalSets,
  request: ReadRequest,
  { settings, attack, report }: { settings: Pipeline; attack: AttackLibrary; report: Report },
): Promise<ExportSet[]> {
  const context = {
    pipeline: { ...settings, parser, attribution: attributionOf(settings, request) },
    parserOf: (name: string) =>
      records ? Promise.resolve(() => records) : choose(registries.parsers, name, 'parser')(),
    fetch: async () => ({ ...document, read: async () => document.body }),
    attack,
    report,
    judge: plainJudge({}),
  };
  const sets: ExportSet[] = [];
  for (const key of keys) {
    const plan = { ...planOf(key, [document], context.pipeline), newest: true };
    sets.push(await readSet(plan, context));
  }
  return sets;
}

/** The sets that have rows in the document, in path order. Those that cannot be named are left out, unless all are. */
export function keysOf(
  records: readonly ParsedRecord[],
  stated: Partial<SetKey>,
  file: string,
  report: Report,
): SetKey[] {
  const complete = statedFor(records, stated);
  const rows = records.filter((record) => record.kind === 'row');
  const keys = new Map<string, SetKey>();
  const unnamed = new Map<string, Diagnostic>();
  const isOneOfSeveral = new Set(rows.map((row) => row.set.framework)).size > 1;
  for (const set of new Set(rows.map((row) => row.set))) {
    const known = complete(set);
    const key = completeKey(known);
    if (key === undefined) {
      const place = rows.find((row) => row.set === set)?.place ?? { pointer: '' };
      unnamed.set(known.framework ?? '', unnamedSet(known, basename(file), place, isOneOfSeveral));
      continue;
    }
    const normal = normaliseKey(key);
    keys.set(setPath(normal), normal);
  }
  const [first, ...others] = unnamed.values();
  if (keys.size === 0) {
    const message = first?.message ?? 'expected mappings, found none';
    throw new AttackMappingsError('parse', file, message);
  }
  for (const finding of first ? [first, ...others] : []) report(finding);
  return [...keys].sort(([a], [b]) => compareText(a, b)).map(([, key]) => key);
}

function unnamedSet(
  set: Partial<SetKey>,
  source: string,
  place: Place,
  isOneOfSeveral: boolean,
): Diagnostic {
  const missing = KEY_MEMBERS.filter((member) => !set[member]);
  const flags = [
    // A framework version is that of one framework, which has to be named where there are several.
    ...(isOneOfSeveral && set.framework ? [`--framework ${set.framework}`] : []),
    ...missing.map((member) => `--${member.replace('_', '-')}`),
  ].join(', ');
  return {
    severity: 'warning',
    rule: 'set-unnamed',
    source,
    place,
    message:
      `the file does not say the ${missing.join(', ')} of its ${set.framework ?? ''} mappings: say it with ${flags}`.replace(
        '  ',
        ' ',
      ),
    suggestion: 'these mappings are left out',
  };
}

/**
 * ATT&CK's terms hold whatever the file is. Whose mappings they are a canonical set says itself, and
 * of another file only the caller knows.
 */
export function attributionOf(settings: Pipeline, request: ReadRequest): string[] {
  const attack = settings.attribution.filter((line) => line.includes('ATT&CK®'));
  return [...(request.attribution ?? []), ...attack];
}
