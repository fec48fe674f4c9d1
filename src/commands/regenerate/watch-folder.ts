import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestOutput } from '../../generated/manifest.ts';
import { headFiles } from '../../io/git/head-files.ts';
import { adoptPending } from '../../io/git/pending-branch.ts';
import { keptBefore, MANIFEST } from '../../io/kept-before.ts';
import { compareText } from '../../model/compare.ts';
import { AttackLibrary } from '../../pipeline/attack-library.ts';
import { cachedIndexReader } from '../../pipeline/index-reader.ts';
import { type PreviousBuild, previousBuild } from '../../pipeline/manifest.ts';
import { type Ask, compareWith } from '../diff/compare-with.ts';
import { newAttack } from '../diff/moves.ts';
import type { BuiltPlace, FolderWatch } from '../run-build.ts';
import { type ChangesContext, type FolderChanges, folderChanges } from './folder-changes.ts';

/** What one run did to the folder of a pipeline. */
export interface ChangedFolder {
  readonly place: BuiltPlace;
  readonly changes: FolderChanges;
  /**
   * Files that are new, gone or others than before, or than in the commit that is checked out where
   * they are published; paths below the folder, ordered.
   */
  readonly files: readonly string[];
  /** True when this run changed a file. */
  readonly isNews: boolean;
  /** The commit of the branch that waits to be merged, and that this run went on from. */
  readonly pending: string | undefined;
  /** Files that the manifest lists now. */
  readonly outputs: readonly ManifestOutput[];
}

export interface WatchOptions {
  /** Where changes are published: they are told against the commit that is checked out. */
  readonly target: Target | undefined;
  readonly signal: AbortSignal | undefined;
  readonly say: (line: string) => void;
  readonly done: (changed: ChangedFolder) => void;
}

/** A branch of a remote. */
export interface Target {
  readonly remote: string;
  readonly branch: string;
}

/** Compares a folder, once it is built, with what was in it before. */
export function watchFolder(place: BuiltPlace, options: WatchOptions): FolderWatch {
  const { folder } = place;
  const { target, say, done } = options;
  const signal = options.signal ? { signal: options.signal } : {};
  const kept = keptBefore(folder);
  const now = {
    read: (path: string) => readFile(join(folder, path), 'utf8').catch(() => undefined),
  };
  let pending: string | undefined;
  let resting: readonly ManifestOutput[] = [];
  return {
    async opened() {
      if (target) pending = await adoptPending({ folder, ...target, ...signal });
      resting = outputsOf(await previousBuild(now, MANIFEST));
    },
    replacing: (path) => kept.keep(path),
    async built() {
      const before = target ? { read: await headFiles(folder, options.signal) } : kept;
      const old = await previousBuild(before, MANIFEST);
      const next = await previousBuild(now, MANIFEST);
      const changes = await folderChanges(
        { build: old, read: before.read },
        { build: next, read: now.read },
        { place, say, compare: setComparer(place, say) },
      );
      const outputs = outputsOf(next);
      const files = changedFiles(outputsOf(old), outputs);
      const isNews = changedFiles(resting, outputs).length > 0;
      done({ place, changes, files, isNews, pending, outputs });
      await kept.drop();
    },
  };
}

/** ATT&CK is asked only where a row may have moved with its technique. */
function setComparer(
  { inputs: { fetch, cache }, pipeline }: BuiltPlace,
  say: (line: string) => void,
): ChangesContext['compare'] {
  const library = new AttackLibrary(
    fetch,
    cachedIndexReader(fetch, cache),
    pipeline.settings.attack,
  );
  return async (old, next) => {
    const ask: Ask = (set, ids) => newAttack(library, set.key, ids, { isAskedFor: false, say });
    return (await compareWith(old, next, ask, false)).changes;
  };
}

function outputsOf({ sets, combined }: PreviousBuild): ManifestOutput[] {
  return [...sets.values(), ...combined.values()].flatMap(({ outputs }) => outputs);
}

function changedFiles(
  old: readonly ManifestOutput[],
  next: readonly ManifestOutput[],
): readonly string[] {
  const before = new Map(old.map(({ path, sha256 }) => [path, sha256]));
  const after = new Map(next.map(({ path, sha256 }) => [path, sha256]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort(compareText);
}
