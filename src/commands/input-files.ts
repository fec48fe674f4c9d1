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

/** A file, or every *.json below a folder, ordered. Rejects with `config` when there is none. */
export async function inputFiles(path: string): Promise<InputFile[]> {
  const stats = await stat(path).catch((cause) => {
    throw new AttackMappingsError('config', path, `no file or folder ${path}: check the path`, {
      cause,
    });
  });
  if (!stats.isDirectory()) return [{ file: path, name: basename(path), named: true }];
  const names = await readdir(path, { recursive: true });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) throw new AttackMappingsError('config', path, `no *.json below ${path}`);
  return files.map((name) => ({
    file: join(path, name),
    name: name.split(sep).join('/'),
    named: false,
  }));
}
