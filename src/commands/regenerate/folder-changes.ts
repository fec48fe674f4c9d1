import { changeReport } from '../../changes/change-report.ts';
import { compareSets } from '../../changes/compare-sets.ts';
import { type MatchedSet, matchSets } from '../../changes/match-sets.ts';
import { AttackMappingsError } from '../../errors.ts';
import { findingsText, validator } from '../../formats/json-schema.ts';
import { readJson } from '../../formats/read-json.ts';
import type { ChangeReport, SetChanges } from '../../generated/changes.ts';
import type { ManifestSet } from '../../generated/manifest.ts';
import type { MappingSet } from '../../generated/mapping-set.ts';
import { validate as isMappingSet } from '../../generated/mapping-set.validate.ts';
import { completeKey } from '../../model/set-key.ts';
import { AttackLibrary } from '../../pipeline/attack-library.ts';
import { cachedIndexReader } from '../../pipeline/index-reader.ts';
import type { PreviousBuild } from '../../pipeline/manifest.ts';
import { lineageIn } from '../../pipeline/plan.ts';
import type { BuiltPlace } from '../run-build.ts';

export const CANONICAL = 'mappings.json';
const validate = validator(isMappingSet);

/** A folder before or after a build. */
export interface FolderState {
  readonly build: PreviousBuild;
  readonly read: (path: string) => Promise<string | undefined>;
}

/** A published set of a folder with its canonical file. */
interface StoredSet extends MatchedSet {
  readonly path: string;
  readonly sha256: string;
}

export interface ChangesContext extends BuiltPlace {
  readonly say: (line: string) => void;
}

/**
 * What a build changed in the published sets of its folder. Aligned sets follow from them and are not
 * compared. Only sets whose canonical file is another one are read.
 */
export async function folderChanges(
  before: FolderState,
  after: FolderState,
  context: ChangesContext,
): Promise<ChangeReport> {
  const { pairs, added, removed } = matchSets(
    storedSets(before, context),
    storedSets(after, context),
  );
  const sets: SetChanges[] = [];
  for (const [old, next] of pairs) {
    if (old.sha256 === next.sha256) continue;
    sets.push(compareSets(await load(old, before), await load(next, after)));
  }
  return changeReport({
    old: 'before',
    new: 'after',
    sets,
    setsAdded: await Promise.all(added.map((set) => load(set, after))),
    setsRemoved: await Promise.all(removed.map((set) => load(set, before))),
  });
}

function storedSets({ build }: FolderState, { pipeline }: ChangesContext): StoredSet[] {
  return [...build.sets.values()].flatMap((entry): StoredSet[] => {
    const key = completeKey(entry.key);
    const file = canonicalOf(entry);
    if (entry.aligned_from !== undefined || key === undefined || file === undefined) return [];
    return [{ key, lineage: lineageIn(key, pipeline.settings), ...file }];
  });
}

function canonicalOf({ path, outputs }: ManifestSet): StoredSet | undefined {
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
  const message = `not a canonical set, so that it cannot be compared:\n${findingsText(findings)}`;
  throw new AttackMappingsError('schema', path, message);
}
