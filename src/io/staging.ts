import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Artifact, Staging, WrittenFile } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { writeError } from './write-error.ts';

/** Hands a staged path to one artefact; throws when another has a path that folds to it. */
export type ClaimPath = (path: string) => void;

/**
 * Files written beside their final folder and renamed into it: a reader, and a process that is
 * killed, only ever leave whole files there. Writes are synchronous: handing each chunk to another
 * thread costs more than the copy into the page cache that it saves.
 */
export function createStaging(folder: string, stagingFolder: string, claim: ClaimPath): Staging {
  const staged: string[] = [];
  return {
    async write(artifact) {
      claim(artifact.path);
      const target = join(stagingFolder, artifact.path);
      try {
        mkdirSync(dirname(target), { recursive: true });
        staged.push(artifact.path);
        return { path: artifact.path, ...(await writeFile(target, artifact)) };
      } catch (error) {
        throw writeError(error, folder);
      }
    },
    async commit() {
      try {
        for (const path of staged.splice(0)) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          renameSync(join(stagingFolder, path), join(folder, path));
        }
      } catch (error) {
        throw writeError(error, folder);
      }
    },
    async discard() {
      for (const path of staged.splice(0)) rmSync(join(stagingFolder, path), { force: true });
    },
  };
}

async function writeFile(target: string, { chunks }: Artifact): Promise<Omit<WrittenFile, 'path'>> {
  const hash = createHash('sha256');
  const file = openSync(target, 'w');
  let bytes = 0;
  const write = (chunk: string) => {
    const buffer = encode(chunk);
    hash.update(buffer);
    bytes += buffer.length;
    writeFileSync(file, buffer);
  };
  try {
    if (Symbol.iterator in chunks) for (const chunk of chunks) write(chunk);
    else for await (const chunk of chunks) write(chunk);
  } finally {
    closeSync(file);
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Room for the chunks that exporters make; each is hashed and written before the next is encoded. */
const scratch = Buffer.allocUnsafeSlow(1024 * 1024);

function encode(chunk: string): Buffer {
  // A UTF-16 unit takes three bytes at most.
  if (chunk.length * 3 > scratch.length) return Buffer.from(chunk, 'utf8');
  return scratch.subarray(0, scratch.write(chunk, 'utf8'));
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
