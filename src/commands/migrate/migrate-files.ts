import { join, resolve } from 'node:path';
import type { Artifact, Report } from '../../contracts.ts';
import { AttackMappingsError, asAttackMappingsError } from '../../errors.ts';
import type { Diagnostic } from '../../generated/run-report.ts';
import { stageInto } from '../../io/output-folder.ts';
import { mergeDecisions, refuseUnused } from '../../migration/decisions.ts';
import { type OtherSets, otherSets } from '../../migration/other-sets.ts';
import { decisionsFile, reviewFiles } from '../../migration/review-files.ts';
import { pathSafe } from '../../model/path-safe.ts';
import { counted } from '../../model/text.ts';
import type { AttackLibrary } from '../../pipeline/attack-library.ts';
import { type InputFile, inputFiles } from '../input-files.ts';
import { openAttack } from '../open-attack.ts';
import type { ReadRequest } from '../read-mapping-file.ts';
import { checkRequest } from './check-request.ts';
import { kindOf } from './input-kind.ts';
import { knownDecisions } from './known-decisions.ts';
import { migrateLayerFile } from './migrate-layer-file.ts';
import { migrateMappingFile } from './migrate-mapping-file.ts';
import type { MigratedFile, MigrationContext, MigrationRun } from './migration-run.ts';
import { Outputs, type Write } from './outputs.ts';
import { standingReview } from './standing-review.ts';

export interface MigrationRequest extends ReadRequest {
  /** Files, or folders to look through for *.json. */
  readonly paths: readonly string[];
  /** ATT&CK version to carry them to, or `latest`. */
  readonly to: string;
  /** Folder to write into; without it the texts are in the result, and nothing is written. */
  readonly out?: string;
  /** Reads what earlier runs left in the folder, and writes nothing. */
  readonly dryRun?: boolean;
  /** Formats of migrated sets; `json` when absent. */
  readonly formats?: readonly string[];
  /** An edited review. */
  readonly decisions?: string;
  /** Called before each file. */
  readonly observe?: (file: string, done: number, total: number) => void;
}

/**
 * Carries mapping sets and Navigator layers to another ATT&CK version. A file that fails is in the
 * result, and the others are migrated; rejects before anything is written with `config`, also where
 * decisions would be lost, and with `expectation` when there is nothing to migrate.
 */
export async function migrate(request: MigrationRequest): Promise<MigrationRun> {
  await checkRequest(request);
  const files = (await Promise.all(request.paths.map(inputFiles))).flat();
  const attack = await openAttack(request);
  try {
    const version = await attack.library.version(request.to);
    const run = (write: Write) => migrateAll(files, request, attack.library, version, write);
    if (request.out !== undefined && !request.dryRun) {
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
  const earlier = request.out === undefined ? undefined : join(resolve(request.out), folder);
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const remembered = earlier && join(earlier, 'decisions.json');
  const known = await knownDecisions(request.decisions, remembered, library, version);
  const decisions = mergeDecisions(known.given, known.remembered, report);
  const standing = earlier
    ? await standingReview(earlier, version, [...known.given, ...known.remembered])
    : [];
  const outputs = new Outputs(write, request.formats ?? ['json'], earlier === undefined);

  const context = { request, library, version, folder, decisions, report };
  const { migrated, failures, skipped } = await migrateEach(files, request, context, outputs);
  if (migrated.length + failures.length === 0) throw nothingFound(request.paths);
  await outputs.putFamilies();

  const paths = new Set(migrated.map(({ path }) => path));
  const others = otherSets(paths, standing, known, decisions.unused());
  const [failure] = failures;
  // Rows of a file that could not be read are not gone.
  if (failure && others.gone.length > 0) throw undecidable(failure, others.gone.length);
  refuseUnused(others.gone);
  reportDeferred(others, report);
  const isDecided = known.given.length > 0;
  if (earlier !== undefined && (migrated.length > 0 || isDecided)) {
    const rows = [...migrated.flatMap(({ review }) => review), ...others.waiting];
    for (const artifact of reviewFiles(folder, version, rows)) {
      await outputs.put(artifact, 'the review');
    }
    const all = decisions.all();
    if (all.length > 0) {
      await outputs.put(decisionsFile(folder, version, all), 'the remembered decisions');
    }
  }
  return {
    to: version,
    files: migrated,
    failures,
    skipped,
    waiting: others.waiting.length,
    diagnostics,
    outputs: outputs.paths,
    artifacts: [],
  };
}

/** File by file; one that fails ends no other. */
async function migrateEach(
  files: readonly InputFile[],
  { signal, observe }: MigrationRequest,
  context: MigrationContext,
  outputs: Outputs,
) {
  const migrated: MigratedFile[] = [];
  const failures: { file: string; error: AttackMappingsError }[] = [];
  const skipped: string[] = [];
  for (const [i, input] of files.entries()) {
    signal?.throwIfAborted();
    observe?.(input.file, i, files.length);
    try {
      const kind = await kindOf(input, files);
      if (kind === undefined) skipped.push(input.file);
      else if (kind === 'layer') {
        const { file, artifact } = await migrateLayerFile(input, context);
        await outputs.put(artifact, input.file);
        migrated.push(file);
      } else {
        for (const { file, set } of await migrateMappingFile(input.file, context)) {
          await outputs.putSet(set, input.file);
          migrated.push(file);
        }
      }
    } catch (thrown) {
      const error = asAttackMappingsError(thrown, 'parse', input.file);
      if (error.fatal || error.code === 'config') throw error;
      failures.push({ file: input.file, error });
    }
  }
  return { migrated, failures, skipped };
}

function nothingFound(paths: readonly string[]): AttackMappingsError {
  return new AttackMappingsError(
    'expectation',
    paths.join(', '),
    'expected mapping sets or layers, found none that can be migrated: name the files themselves',
  );
}

function undecidable(
  { file, error }: MigrationRun['failures'][number],
  decisions: number,
): AttackMappingsError {
  return new AttackMappingsError(
    'config',
    file,
    `${file} could not be migrated, so that ${decisions === 1 ? 'a decision' : `${decisions} decisions`} may be on its rows: ${error.message}`,
    { cause: error },
  );
}

/** A decision can be on a set of an earlier run, whose rows are in the review too. */
function reportDeferred({ deferred }: OtherSets, report: Report): void {
  const [first] = deferred;
  if (first === undefined) return;
  report({
    severity: 'warning',
    rule: 'migration-decision',
    source: first.source,
    place: first.place,
    message: `${counted(deferred.length, 'decision')} from here on are on sets or layers that this run did not migrate: they are remembered for when one does`,
  });
}
