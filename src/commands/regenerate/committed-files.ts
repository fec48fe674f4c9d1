import { posix } from 'node:path';
import { isLedgerPath } from '../../pipeline/same-lineage.ts';
import type { ChangedFolder } from './watch-folder.ts';

/** Formats that the next run compares with or goes on from. */
const NEEDED: readonly string[] = ['json', 'stix'];
const OWN = ['manifest.json', 'NOTICE'];

/**
 * Paths below the folder of a pipeline that are committed: what its manifest lists, of the formats
 * that it wants, and what it no longer lists, so that it goes. Nothing outside of the folder, whatever
 * a manifest says.
 */
export function committedFiles({ place, outputs, files }: ChangedFolder): string[] {
  const { commit } = place.pipeline.settings;
  const isWanted = (format: string) =>
    commit === undefined || [...commit, ...NEEDED].includes(format);
  const wanted = outputs.filter(({ format, path }) => isWanted(format) || isLedgerPath(path));
  const listed = new Set(outputs.map(({ path }) => path));
  const gone = files.filter((path) => !listed.has(path));
  return [...OWN, ...wanted.map(({ path }) => path), ...gone].filter(isBelow);
}

function isBelow(path: string): boolean {
  return !posix.isAbsolute(path) && posix.normalize(path) === path && !path.startsWith('..');
}
