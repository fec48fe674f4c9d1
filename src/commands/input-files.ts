import { readdir, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { AttackMappingsError } from '../errors.ts';

export interface InputFile {
  readonly file: string;
  /** The path below the folder that was named, parts apart by `/`; a file's own name. */
  readonly name: string;
  /** True for a file that was named itself, and not found in a folder. */
  readonly named: boolean;
}

/** A file, or every *.json below a folder, ordered; links to folders are not followed. Rejects with `config` when there is none. */
export async function inputFiles(path: string): Promise<InputFile[]> {
  const stats = await stat(path).catch((cause) => {
    throw new AttackMappingsError('config', path, `no file or folder ${path}: check the path`, {
      cause,
    });
  });
  if (!stats.isDirectory()) return [{ file: path, name: basename(path), named: true }];
  const files = (await jsonBelow(path)).sort();
  if (files.length === 0) throw new AttackMappingsError('config', path, `no *.json below ${path}`);
  return files.map((name) => ({
    file: join(path, name),
    name: name.split(sep).join('/'),
    named: false,
  }));
}

/** Paths below the folder. A link to a folder may lead back to where it is. */
async function jsonBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const open = ['.'];
  for (let below = open.pop(); below !== undefined; below = open.pop()) {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = join(below, entry.name);
      if (entry.isDirectory()) open.push(path);
      else if (entry.name.endsWith('.json') && (await isFile(join(folder, path)))) found.push(path);
    }
  }
  return found;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}
