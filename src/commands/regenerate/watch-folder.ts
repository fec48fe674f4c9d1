import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ManifestOutput } from '../../generated/manifest.ts';
import { keptBefore } from '../../io/kept-before.ts';
import { compareText } from '../../model/compare.ts';
import { AttackLibrary } from '../../pipeline/attack-library.ts';
import { cachedIndexReader } from '../../pipeline/index-reader.ts';
import { type PreviousBuild, previousBuild } from '../../pipeline/manifest.ts';
import { type Ask, compareWith } from '../diff/compare-with.ts';
import { newAttack } from '../diff/moves.ts';
import type { BuiltPlace, FolderWatch } from '../run-build.ts';
import {
  CANONICAL,
  type ChangesContext,
  type FolderChanges,
  folderChanges,
} from './folder-changes.ts';

const MANIFEST = 'manifest.json';

/** What one run did to the folder of a pipeline. */
export interface ChangedFolder {
  readonly place: BuiltPlace;
  readonly changes: FolderChanges;
  /** Files that are new, gone or others than before; paths below the folder, ordered. */
  readonly files: readonly string[];
  /** Files that the manifest lists now. */
  readonly outputs: readonly ManifestOutput[];
}

/** Compares a folder, once it is built, with what was in it before. */
export function watchFolder(
  place: BuiltPlace,
  say: (line: string) => void,
  done: (changed: ChangedFolder) => void,
): FolderWatch {
  const { folder } = place;
  const before = keptBefore(folder, (path) => [MANIFEST, CANONICAL].includes(basename(path)));
  const after = {
    read: (path: string) => readFile(join(folder, path), 'utf8').catch(() => undefined),
  };
  return {
    replacing: (path) => before.keep(path),
    async built() {
      const old = await previousBuild(before, MANIFEST);
      const next = await previousBuild(after, MANIFEST);
      const changes = await folderChanges(
        { build: old, read: before.read },
        { build: next, read: after.read },
        { place, say, compare: setComparer(place, say) },
      );
      const files = changedFiles(outputsOf(old), outputsOf(next));
      done({ place, changes, files, outputs: outputsOf(next) });
      await before.drop();
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
