import type { WrittenFile } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { ManifestOutput } from '../generated/manifest.ts';
import { compareText } from '../model/compare.ts';
import { counted } from '../model/text.ts';
import type { SetOutcome } from './build-family.ts';
import type { BuildLock } from './build-lock.ts';

/** Files that a message lists. */
const LISTED = 5;
const WHAT_TO_DO =
  'Nothing of it was written. What history left cannot be made again when it is lost: restore deltas, and bundles over all frameworks, as they were published. For other files restore the manifest, or build without --locked';

/** What a locked build is about to put in place. */
export interface StagedFiles {
  /** Of a set, or of the files over all frameworks of a domain. */
  readonly path: string;
  readonly written: readonly ManifestOutput[];
  /** Names of the formats that are built: the manifest's files of others are not compared. */
  readonly formats: readonly string[];
}

/** Throws an `expectation` error when files to be are others than the manifest lists. */
export function refuseOtherFiles(
  { manifestName, previous }: BuildLock,
  { path, written, formats }: StagedFiles,
): void {
  const entry = previous.sets.get(path) ?? previous.combined.get(path);
  const listed = (entry?.outputs ?? []).filter(({ format }) => formats.includes(format));
  const differences = fileDifferences(listed, written);
  if (differences.length === 0) return;
  const more = differences.length - LISTED;
  const lines = [
    `expected just the files that ${manifestName} lists, found ${counted(differences.length, 'difference')}:`,
    ...differences.slice(0, LISTED).map((difference) => `  ${difference}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    WHAT_TO_DO,
  ];
  throw new AttackMappingsError('expectation', path, lines.join('\n'));
}

/** True when sets of an earlier build, whose files stand, are what the manifest says. */
export function areAsListed({ previous }: BuildLock, outcomes: readonly SetOutcome[]): boolean {
  return outcomes.every(
    (outcome) =>
      'entry' in outcome &&
      fileDifferences(previous.sets.get(outcome.plan.path)?.outputs ?? [], outcome.entry.outputs)
        .length === 0,
  );
}

function fileDifferences(listed: readonly WrittenFile[], found: readonly WrittenFile[]): string[] {
  const left = new Map(listed.map((file) => [file.path, file]));
  const differences: string[] = [];
  for (const { path, sha256 } of found) {
    const file = left.get(path);
    left.delete(path);
    if (file === undefined) differences.push(`${path}: not in the manifest`);
    else if (file.sha256 !== sha256) differences.push(`${path}: of other bytes`);
  }
  for (const path of left.keys()) differences.push(`${path}: in the manifest, not made now`);
  return differences.sort(compareText);
}
