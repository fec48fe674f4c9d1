import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText } from '../model/compare.ts';

export interface FolderFiles {
  /** Paths of files, below the folder, parts apart by slashes; ordered. */
  readonly files: readonly string[];
  /** Paths of links and of whatever else is neither file nor folder; ordered. */
  readonly others: readonly string[];
}

/** All that is below a folder. Links are not followed. Rejects with the file system's error. */
export async function folderFiles(folder: string): Promise<FolderFiles> {
  const files: string[] = [];
  const others: string[] = [];
  const open = [''];
  for (let below = open.pop(); below !== undefined; below = open.pop()) {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) open.push(path);
      else (entry.isFile() ? files : others).push(path);
    }
  }
  return { files: files.sort(compareText), others: others.sort(compareText) };
}
