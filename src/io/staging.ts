import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Artifact, Staging, WrittenFile } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { writeError } from './write-error.ts';

/** Hands a staged path to one artefact; throws when another has a path that folds to it. */
export type ClaimPath = (path: string) => void;

/**
 * Files written beside their final folder and renamed into it: a reader, and a process that is
 * killed, only ever leave whole files there.
 */
export function createStaging(folder: string, stagingFolder: string, claim: ClaimPath): Staging {
  const staged: string[] = [];
  return {
    async write(artifact) {
      claim(artifact.path);
      const target = join(stagingFolder, artifact.path);
      try {
        await mkdir(dirname(target), { recursive: true });
        staged.push(artifact.path);
        return { path: artifact.path, ...(await writeFile(target, artifact)) };
      } catch (error) {
        throw writeError(error, folder);
      }
    },
    async commit() {
      try {
        for (const path of staged.splice(0)) {
          await mkdir(dirname(join(folder, path)), { recursive: true });
          await rename(join(stagingFolder, path), join(folder, path));
        }
      } catch (error) {
        throw writeError(error, folder);
      }
    },
    async discard() {
      for (const path of staged.splice(0)) await rm(join(stagingFolder, path), { force: true });
    },
  };
}

/** The next chunk is made while the last one is on its way to the disk. */
async function writeFile(target: string, artifact: Artifact): Promise<Omit<WrittenFile, 'path'>> {
  const hash = createHash('sha256');
  const handle = await open(target, 'w');
  let bytes = 0;
  try {
    let writing: Promise<void> = Promise.resolve();
    for await (const chunk of artifact.chunks) {
      const buffer = Buffer.from(chunk, 'utf8');
      hash.update(buffer);
      bytes += buffer.length;
      await writing;
      writing = handle.appendFile(buffer);
      // Seen by the next await; without this a failure while a chunk is made would be unhandled.
      writing.catch(() => undefined);
    }
    await writing;
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Refuses paths that leave the folder, and those that a file system could take for one another. */
export function claimPaths(): ClaimPath {
  const claimed = new Map<string, string>();
  return (path) => {
    if (
      path.startsWith('/') ||
      path.split(/[/\\]/).some((part) => part === '' || part === '.' || part === '..')
    ) {
      throw new AttackMappingsError(
        'export',
        path,
        `the path ${JSON.stringify(path)} leaves the output folder`,
      );
    }
    const twin = claimed.get(path.toLowerCase());
    if (twin !== undefined && twin !== path) {
      throw new AttackMappingsError(
        'export',
        path,
        `${path} and ${twin} differ only by case: rename one at its source`,
      );
    }
    claimed.set(path.toLowerCase(), path);
  };
}
