import { MANIFEST } from '../../io/kept-before.ts';
import { staysBelow } from '../../model/stays-below.ts';
import { isLedgerPath } from '../../pipeline/same-lineage.ts';
import type { ChangedFolder } from './watch-folder.ts';

/** Formats that the next run compares with or goes on from. */
const NEEDED: readonly string[] = ['json', 'stix'];
const OWN = [MANIFEST, 'NOTICE'];

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
  return [...OWN, ...wanted.map(({ path }) => path), ...gone].filter(staysBelow);
}
