import { copyFileSync, existsSync, linkSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder.ts';

const NAME = '.before';

/** Files of a folder as they were before a run, for those that it replaced. */
export interface KeptBefore {
  /** Called before a file is replaced. */
  keep(path: string): void;
  /** A file as it was before; undefined when there was none. */
  read(path: string): Promise<string | undefined>;
  drop(): Promise<void>;
}

/**
 * Keeps what a run replaces until it has been compared. What a run that was killed kept is older, and
 * stays: the next one compares with the state before both. Only files that `wanted` names are kept.
 */
export function keptBefore(folder: string, wanted: (path: string) => boolean): KeptBefore {
  const kept = (path: string) => join(folder, NAME, path);
  return {
    keep(path) {
      const now = join(folder, path);
      if (!wanted(path) || existsSync(kept(path)) || !existsSync(now)) return;
      makeFolder(dirname(kept(path)));
      try {
        // No copy: the new file takes the name, and the old one has this one left.
        linkSync(now, kept(path));
      } catch {
        copyFileSync(now, kept(path));
      }
    },
    read: (path) =>
      readFile(kept(path), 'utf8').catch(() =>
        readFile(join(folder, path), 'utf8').catch(() => undefined),
      ),
    drop: () => rm(join(folder, NAME), { recursive: true, force: true }),
  };
}
