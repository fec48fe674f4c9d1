import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Artifact, AttackIndex, ExportSet } from '../../contracts.ts';
import { AttackMappingsError, asAttackMappingsError } from '../../errors.ts';
import type { Diagnostic } from '../../generated/run-report.ts';
import { stageInto } from '../../io/output-folder.ts';
import type { Decision } from '../../migration/decision.ts';
import { mergeDecisions, readDecisions, refuseUnused } from '../../migration/decisions.ts';
import { decisionsFile, reviewFiles } from '../../migration/review-files.ts';
import { pathSafe } from '../../model/path-safe.ts';
import type { AttackLibrary } from '../../pipeline/attack-library.ts';
import { checkFormats, exportSets } from '../export-sets.ts';
import { type InputFile, inputFiles } from '../input-files.ts';
import { openAttack } from '../open-attack.ts';
import type { ReadRequest } from '../read-mapping-file.ts';
import { migratedKind } from '../recognise.ts';
import { registries } from '../registries.ts';
import { migrateLayerFile } from './migrate-layer-file.ts';
import { migrateMappingFile } from './migrate-mapping-file.ts';
import type { MigratedFile, MigrationContext, MigrationRun } from './migration-run.ts';

export interface MigrationRequest extends ReadRequest {
  /** Files, or folders to look through for *.json. */
  readonly paths: readonly string[];
  /** ATT&CK version to carry them to, or `latest`. */
  readonly to: string;
  /** Folder to write into; without it the texts are in the result, and nothing is written. */
  readonly out?: string;
  /** Formats of migrated sets; `json` when absent. */
  readonly formats?: readonly string[];
  /** An edited review. */
  readonly decisions?: string;
  /** Called before each file. */
  readonly observe?: (file: string, done: number, total: number) => void;
}

/** Takes what is made, one by one. */
type Write = (artifact: Artifact) => Promise<void>;

const DOMAINS = ['enterprise', 'mobile', 'ics'];

/**
 * Carries mapping sets and Navigator layers to another ATT&CK version. A file that fails is in the
 * result, and the others are migrated; rejects with `config` before anything is written.
 */
export async function migrate(request: MigrationRequest): Promise<MigrationRun> {
  checkFormats(request.formats);
  const files = (await Promise.all(request.paths.map(inputFiles))).flat();
  const attack = await openAttack(request);
  try {
    const version = await attack.library.version(request.to);
    const run = (write: Write) => migrateAll(files, request, attack.library, version, write);
    if (request.out !== undefined) {
      return await stageInto(resolve(request.out), (staging) =>
        run(async (artifact) => void (await staging.write(artifact))),
      );
    }
    const artifacts: Artifact[] = [];
    return { ...(await run(async (artifact) => void artifacts.push(artifact))), artifacts };
  } finally {
    await attack.close();
  }
}

async function migrateAll(
  files: readonly InputFile[],
  request: MigrationRequest,
  library: AttackLibrary,
  version: string,
  write: Write,
): Promise<MigrationRun> {
  const folder = `aligned-${pathSafe(version)}`;
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const remembered = `${folder}/decisions.json`;
  const decisions = mergeDecisions(
    ...(await decisionsOf(request, remembered, library, version)),
    report,
  );
  const context: MigrationContext = { request, library, version, folder, decisions, report };
  const migrated: MigratedFile[] = [];
  const failures: { file: string; error: AttackMappingsError }[] = [];
  const skipped: string[] = [];
  const outputs: string[] = [];
  const owners = new Map<string, string>();
  const families: ExportSet[] = [];
  const [perSet, perFamily] = formatsByScope(request.formats ?? ['json']);
  const put = async (file: string, artifact: Artifact) => {
    claim(owners, artifact.path, file);
    outputs.push(artifact.path);
    await write(artifact);
  };

  for (const [i, input] of files.entries()) {
    request.signal?.throwIfAborted();
    request.observe?.(input.file, i, files.length);
    try {
      const kind = isCopy(input, files) ? undefined : await kindOf(input);
      if (kind === undefined) skipped.push(input.file);
      else if (kind === 'layer') {
        const { file, artifact } = await migrateLayerFile(input, context);
        await put(input.file, artifact);
        migrated.push(file);
      } else {
        for (const { file, set } of await migrateMappingFile(input.file, context)) {
          for (const format of perSet) {
            const made = exportSets([set], format);
            for (const artifact of made.artifacts) await put(input.file, artifact);
          }
          if (perFamily.length > 0) families.push(set);
          migrated.push(file);
        }
      }
    } catch (thrown) {
      const error = asAttackMappingsError(thrown, 'parse', input.file);
      if (error.fatal || error.code === 'config') throw error;
      failures.push({ file: input.file, error });
    }
  }
  for (const format of perFamily) {
    for (const artifact of exportSets(families, format).artifacts) await put(format, artifact);
  }
  refuseUnused(decisions);
  const review = migrated.flatMap((file) => file.review);
  const decided = decisions.all();
  if (request.out !== undefined) {
    for (const artifact of reviewFiles(folder, version, review)) await put('', artifact);
    if (decided.length > 0) await put('', decisionsFile(remembered, version, decided));
  }
  return { to: version, files: migrated, failures, skipped, diagnostics, outputs, artifacts: [] };
}

/** A build writes a set in the publisher's format too: the canonical set beside it says more. */
function isCopy({ name, named }: InputFile, files: readonly InputFile[]): boolean {
  if (named || !name.endsWith('ctid.json')) return false;
  const canonical = name.replace(/ctid\.json$/, 'mappings.json');
  return files.some((file) => !file.named && file.name === canonical);
}

/** Undefined for a JSON file below a folder that is nothing to migrate. */
async function kindOf({ file, name, named }: InputFile): Promise<'layer' | 'mappings' | undefined> {
  if (!named && /^(?:aligned-|combined\/)/.test(name)) return undefined;
  const kind = migratedKind(await readFile(file));
  // A file that was named is read, and the reader says what is wrong with it.
  return kind ?? (named ? 'mappings' : undefined);
}

/** Decisions as given, and those that an earlier run left in the output folder. */
async function decisionsOf(
  { decisions, out }: MigrationRequest,
  remembered: string,
  library: AttackLibrary,
  version: string,
): Promise<[given: Decision[], remembered: Decision[]]> {
  const earlier = out === undefined ? undefined : join(resolve(out), remembered);
  const texts = {
    given: decisions === undefined ? undefined : await readGiven(decisions),
    earlier: earlier === undefined ? undefined : await readFile(earlier).catch(() => undefined),
  };
  if (texts.given === undefined && texts.earlier === undefined) return [[], []];
  const domains: AttackIndex[] = [];
  for (const domain of DOMAINS) {
    if (await library.has(domain, version)) domains.push(await library.indexOf(domain, version));
  }
  const target = { version, domains };
  return [
    texts.given && decisions ? readDecisions(texts.given, decisions, target) : [],
    texts.earlier && earlier ? readDecisions(texts.earlier, earlier, target) : [],
  ];
}

async function readGiven(file: string): Promise<Buffer> {
  return readFile(file).catch((cause) => {
    throw new AttackMappingsError('config', file, `cannot read ${file}: check --decisions`, {
      cause,
    });
  });
}

function formatsByScope(formats: readonly string[]): [perSet: string[], perFamily: string[]] {
  const isFamily = (format: string) => registries.exporters.get(format)?.scope === 'family';
  return [formats.filter((format) => !isFamily(format)), formats.filter(isFamily)];
}

function claim(owners: Map<string, string>, path: string, file: string): void {
  const owner = owners.get(path);
  if (owner !== undefined) {
    throw new AttackMappingsError(
      'config',
      file,
      `${owner} and ${file} would both become ${path}: migrate one of them at a time, or into another folder`,
    );
  }
  owners.set(path, file);
}
