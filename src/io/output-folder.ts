import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact, OutputFolder, Staging, WrittenFile } from '../contracts.ts';
import { isBelowFolder } from './below-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { createStaging, stagingArea } from './staging.ts';
import { writeError } from './write-error.ts';

const STAGING = '.staging';

export type HashFile = (path: string) => Promise<Omit<WrittenFile, 'path'>>;

export interface OpenOutputFolder extends OutputFolder {
  /** True when the file is there with just these bytes. */
  holds(file: WrittenFile): Promise<boolean>;
  /** Removes the staging folder and unlocks. */
  close(): Promise<void>;
}

/**
 * Opens a folder for one build: takes its lock and clears what a killed build left. `replacing` is
 * told of every file before another one takes its place. Rejects with an
 * `export` error when the folder is in use or cannot be written.
 */
export async function openOutputFolder(
  folder: string,
  hashFile: HashFile,
  replacing?: (path: string) => void,
): Promise<OpenOutputFolder> {
  const area = stagingArea(join(folder, STAGING), replacing);
  const clear = () => rm(area.folder, { recursive: true, force: true });
  const unlock = await lockFolder(folder).catch((error) => {
    throw writeError(error, folder);
  });
  await clear();
  return {
    stage: () => createStaging(folder, area),
    read: (path) => readFile(join(folder, path), 'utf8').catch(() => undefined),
    // Paths to remove, and to look for, are those of a manifest, which anybody may have written.
    async remove(path) {
      if (isBelowFolder(folder, path)) await rm(join(folder, path), { force: true });
    },
    async holds({ path, sha256, bytes }) {
      if (!isBelowFolder(folder, path)) return false;
      const found = await hashFile(join(folder, path)).catch(() => undefined);
      return found?.sha256 === sha256 && found.bytes === bytes;
    },
    async close() {
      await clear();
      await unlock();
    },
  };
}

/** Writes artefacts into a folder that is no pipeline's: staged and renamed, no manifest. */
export async function writeInto(folder: string, artifacts: Iterable<Artifact>): Promise<void> {
  await stageInto(folder, async (staging) => {
    for (const artifact of artifacts) await staging.write(artifact);
  });
}

/** The same for artefacts that come one by one: all of them show in the folder, or none. */
export async function stageInto<T>(
  folder: string,
  work: (staging: Pick<Staging, 'write'>) => Promise<T>,
): Promise<T> {
  const output = await openOutputFolder(folder, async () => ({ sha256: '', bytes: 0 }));
  try {
    const staging = output.stage();
    const result = await work(staging);
    await staging.commit();
    return result;
  } finally {
    await output.close();
  }
}
