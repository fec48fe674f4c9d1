import type { FetchDocument, OutputFolder } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { ManifestSet } from '../generated/manifest.ts';
import { counted } from '../model/text.ts';
import { GENERATOR } from '../version.ts';
import { hashText, inputDifferences } from './input-differences.ts';
import type { PreviousBuild } from './manifest.ts';
import type { SetPlan } from './plan.ts';
import type { ReadSet } from './read-set.ts';

/** Holds a build to what the manifest says: the same sets of the same inputs, read by the same version. */
export interface BuildLock {
  readonly manifestName: string;
  readonly previous: PreviousBuild;
  /** Stands for the settings of the pipeline. */
  readonly settings: string;
  /** True for paths of published sets that this build is asked to make. */
  readonly isTaken: (path: string) => boolean;
  /** A file of the output folder: ledgers are inputs, too. */
  readonly readOutput: OutputFolder['read'];
}

/** Differences that a message lists. */
const LISTED = 20;
const WHAT_TO_DO =
  'Build from the documents of that time (--mirror, or --cache with --offline), or without --locked';

/** Rejects with an `expectation` error, before anything is written, when the inputs are others. */
export async function checkLock(
  lock: BuildLock,
  plans: readonly SetPlan[],
  fetch: FetchDocument,
): Promise<void> {
  const { manifestName, previous } = lock;
  if (previous.generator === undefined) {
    throw refused(
      manifestName,
      `--locked needs the manifest of an earlier build, and there is no ${manifestName} in the output folder that can be read: name its folder with --out, or build without --locked`,
    );
  }
  const differences = new Set(madeOtherwise(lock, plans));
  const planned = new Set(plans.map(({ path }) => path));
  for (const plan of plans) {
    const entry = previous.sets.get(plan.path);
    if (entry === undefined) differences.add(`${plan.path}: found now, not in the manifest`);
    else
      for (const text of await inputDifferences(plan, entry, {
        fetch,
        readOutput: lock.readOutput,
      }))
        differences.add(text);
  }
  for (const { path, status, aligned_from } of previous.sets.values()) {
    if (status === 'current' && lock.isTaken(aligned_from ?? path) && !planned.has(path)) {
      differences.add(`${path}: in the manifest, not found now`);
    }
  }
  if (differences.size > 0) throw refused(manifestName, differencesText([...differences], lock));
}

/** The same once more for a set as read: what was asked of ATT&CK, and what enriched it, are known then. */
export function checkRead({ previous, manifestName }: BuildLock, read: ReadSet): void {
  const known = previous.sets.get(read.path)?.inputs ?? [];
  if (inputsText(known) === inputsText(read.inputs)) return;
  throw refused(
    read.path,
    `${read.path} was read from other documents than ${manifestName} has. ${WHAT_TO_DO}`,
  );
}

/** What is the same for all sets is said once. */
function madeOtherwise({ previous, settings }: BuildLock, plans: readonly SetPlan[]): string[] {
  const entries = plans.flatMap(({ path }) => previous.sets.get(path) ?? []);
  const wrote = (entry: ManifestSet) => entry.generator ?? previous.generator ?? '';
  const older = entries.map(wrote).filter((generator) => generator !== GENERATOR);
  const others = entries.filter(
    (entry) => wrote(entry) === GENERATOR && entry.settings !== settings,
  );
  return [
    ...older.map((generator) => `sets written by ${generator}, this is ${GENERATOR}`),
    ...others.map(
      (entry) =>
        `settings of the pipeline: the manifest has ${hashText(entry.settings)}, found ${hashText(settings)}`,
    ),
  ];
}

function inputsText(inputs: ManifestSet['inputs']): string {
  const documents = inputs.filter(({ role }) => role !== 'ledger');
  return JSON.stringify(documents.map(({ url, sha256, role }) => [url, sha256, role]));
}

function differencesText(differences: readonly string[], { manifestName }: BuildLock): string {
  const more = differences.length - LISTED;
  return [
    `expected just what ${manifestName} says, found ${counted(differences.length, 'difference')}:`,
    ...differences.slice(0, LISTED).map((difference) => `  ${difference}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    WHAT_TO_DO,
  ].join('\n');
}

function refused(subject: string, message: string): AttackMappingsError {
  return new AttackMappingsError('expectation', subject, message);
}
