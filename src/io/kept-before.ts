import { copyFileSync, existsSync, linkSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makeFolderOf } from './below-folder.ts';

const NAME = '.before';
/** What changes are read from. */
export const MANIFEST = 'manifest.json';
export const CANONICAL = 'mappings.json';

/** True where a run that was killed, or that failed, has kept something to compare with. */
export function hasKept(folder: string): boolean {
  return existsSync(join(folder, NAME));
}

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
 * stays: the next one compares with the state before both. Only what changes are read from is kept.
 */
export function keptBefore(folder: string): KeptBefore {
  const isWanted = (path: string) => [MANIFEST, CANONICAL].includes(basename(path));
  const kept = (path: string) => join(folder, NAME, path);
  /** Says that there was no such file. */
  const none = (path: string) => `${kept(path)}.none`;
  return {
    keep(path) {
      const now = join(folder, path);
      if (!isWanted(path) || existsSync(kept(path)) || existsSync(none(path))) return;
      makeFolderOf(folder, join(NAME, path));
      if (!existsSync(now)) return writeFileSync(none(path), '');
      try {
        // No copy: the new file takes the name, and the old one has this one left.
        linkSync(now, kept(path));
      } catch {
        copyFileSync(now, kept(path));
      }
    },
    async read(path) {
      if (existsSync(none(path))) return undefined;
      const file = existsSync(kept(path)) ? kept(path) : join(folder, path);
      return readFile(file, 'utf8').catch(() => undefined);
    },
    drop: () => rm(join(folder, NAME), { recursive: true, force: true }),
  };
}
