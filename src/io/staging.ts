import { createHash } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Artifact, Staging, WrittenFile } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { staysBelow } from '../model/stays-below.ts';
import { makeFolderOf } from './below-folder.ts';
import { makeFolder } from './make-folder.ts';
import { writeError } from './write-error.ts';

/** Hands a staged path to one artefact; throws when another has a path that folds to it. */
type ClaimPath = (path: string) => void;

/** What the stagings of one build share. */
export interface StagingArea {
  /** Where staged files lie, all in this one folder: making folders is what costs most. */
  readonly folder: string;
  readonly claim: ClaimPath;
  /** Folders known to be there. */
  readonly made: Set<string>;
  /** How many files were staged. */
  count: number;
  /** Told of every file before it is replaced. */
  readonly replacing: ((path: string) => void) | undefined;
}

export function stagingArea(folder: string, replacing?: StagingArea['replacing']): StagingArea {
  return { folder, claim: claimPaths(), made: new Set(), count: 0, replacing };
}

/**
 * Files written aside and renamed into their folder: a reader, and a process that is killed, only
 * ever leave whole files there. Writes are synchronous: handing each chunk to another thread costs
 * more than the copy into the page cache that it saves.
 */
export function createStaging(folder: string, area: StagingArea): Staging {
  const staged = new Map<string, string>();
  const once = (path: string, make: () => void) => {
    if (area.made.has(path)) return;
    make();
    area.made.add(path);
  };
  return {
    async write(artifact) {
      area.claim(artifact.path);
      area.count += 1;
      const target = join(area.folder, String(area.count));
      try {
        once(area.folder, () => makeFolder(area.folder));
        staged.set(artifact.path, target);
        return { path: artifact.path, ...(await writeFile(target, artifact)) };
      } catch (error) {
        if (error instanceof RangeError) throw error;
        throw writeError(error, folder);
      }
    },
    async commit() {
      try {
        // What would stop a rename is looked for before the first one.
        for (const path of staged.keys()) {
          once(dirname(join(folder, path)), () => makeFolderOf(folder, path));
          refuseFolder(join(folder, path));
        }
        for (const [path, target] of staged) {
          area.replacing?.(path);
          renameSync(target, join(folder, path));
          staged.delete(path);
        }
      } catch (error) {
        throw writeError(error, folder);
      }
    },
    async discard() {
      for (const target of staged.values()) rmSync(target, { force: true });
      staged.clear();
    },
  };
}

function refuseFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  throw Object.assign(new Error(`a folder stands at ${path}`), { code: 'EISDIR' });
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
function claimPaths(): ClaimPath {
  const claimed = new Map<string, string>();
  return (path) => {
    if (!staysBelow(path)) {
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
