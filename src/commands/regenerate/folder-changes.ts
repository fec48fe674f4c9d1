import type { Compared } from '../../changes/change-report.ts';
import { type MatchedSet, matchSets } from '../../changes/match-sets.ts';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import { findingsText, validator } from '../../formats/json-schema.ts';
import { readJson } from '../../formats/read-json.ts';
import { GONE } from '../../gates/lost-sets.ts';
import type { SetChanges } from '../../generated/changes.ts';
import type { ManifestOutput, ManifestSet } from '../../generated/manifest.ts';
import type { MappingSet } from '../../generated/mapping-set.ts';
import { validate as isMappingSet } from '../../generated/mapping-set.validate.ts';
import { CANONICAL } from '../../io/kept-before.ts';
import { completeKey } from '../../model/set-key.ts';
import type { PreviousBuild } from '../../pipeline/manifest.ts';
import { lineageIn } from '../../pipeline/plan.ts';
import type { BuiltPlace } from '../run-build.ts';

const validate = validator(isMappingSet);

/** A folder before or after a build. */
export interface FolderState {
  readonly build: PreviousBuild;
  readonly read: (path: string) => Promise<string | undefined>;
}

/** What changed in the published sets of a folder. */
export type FolderChanges = Required<Pick<Compared, 'sets' | 'setsAdded' | 'setsRemoved'>>;

/** A published set of a folder with its canonical file. */
interface StoredSet extends MatchedSet {
  readonly path: string;
  readonly sha256: string;
}

export interface ChangesContext {
  readonly place: BuiltPlace;
  readonly compare: (old: MappingSet, next: MappingSet) => Promise<SetChanges>;
  readonly say: (line: string) => void;
}

/**
 * What a build changed in the published sets of its folder. Aligned sets follow from them and are not
 * compared. Only sets whose canonical file is another one are read; one that cannot be read as it was
 * before counts as new, and `say` says so.
 */
export async function folderChanges(
  before: FolderState,
  after: FolderState,
  { place, compare, say }: ChangesContext,
): Promise<FolderChanges> {
  const match = matchSets(storedSets(before, place), storedSets(after, place));
  const sets: SetChanges[] = [];
  const setsAdded: MappingSet[] = [];
  const setsRemoved: MappingSet[] = [];
  const earlier = (set: StoredSet) =>
    load(set, before).catch((error): undefined => {
      say(`warning: ${set.path} as it was before cannot be compared: ${messageOf(error)}`);
    });
  for (const [old, next] of match.pairs) {
    if (old.sha256 === next.sha256) continue;
    const known = await earlier(old);
    const now = await load(next, after);
    if (known) sets.push(await compare(known, now));
    else setsAdded.push(now);
  }
  for (const set of match.added) setsAdded.push(await load(set, after));
  for (const set of match.removed) {
    const known = await earlier(set);
    if (known) setsRemoved.push(known);
  }
  return { sets, setsAdded, setsRemoved };
}

function storedSets({ build }: FolderState, { pipeline }: BuiltPlace): StoredSet[] {
  return [...build.sets.values()].flatMap((entry): StoredSet[] => {
    const key = completeKey(entry.key);
    const file = canonicalOf(entry);
    if (entry.aligned_from !== undefined || key === undefined || file === undefined) return [];
    // Its files stay; what is published of it is no more.
    if (entry.status === 'kept' && entry.reason === GONE) return [];
    const { path, sha256 } = file;
    return [{ key, lineage: lineageIn(key, pipeline.settings), path, sha256 }];
  });
}

function canonicalOf({ path, outputs }: ManifestSet): ManifestOutput | undefined {
  return outputs.find((file) => file.path === `${path}/${CANONICAL}`);
}

async function load({ path }: StoredSet, { read }: FolderState): Promise<MappingSet> {
  const text = await read(path);
  if (text === undefined) {
    throw new AttackMappingsError('export', path, 'it is in the manifest and not in the folder');
  }
  const set = readJson(Buffer.from(text), path);
  const findings = validate(set);
  if (findings.length === 0) return set as MappingSet;
  const message = `not a canonical set:\n${findingsText(findings, 3)}`;
  throw new AttackMappingsError('schema', path, message);
}
