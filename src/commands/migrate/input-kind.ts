import { readFile } from 'node:fs/promises';
import { readJson } from '../../formats/read-json.ts';
import type { InputFile } from '../input-files.ts';
import { migratedKind } from '../recognise.ts';

/**
 * What a file is migrated as; undefined for a JSON file below a folder that is nothing to migrate.
 * Rejects with `parse` for what should be JSON and is none: nobody knows what it would have been.
 */
export async function kindOf(
  input: InputFile,
  files: readonly InputFile[],
): Promise<'layer' | 'mappings' | undefined> {
  const { file, name, named } = input;
  if (!named && (/^(?:aligned-|combined\/)/.test(name) || isCopy(name, files))) return undefined;
  const body = await readFile(file);
  const kind = migratedKind(body);
  if (kind === undefined && name.endsWith('.json')) readJson(body, file);
  // A file that was named is read, and the reader says what is wrong with it.
  return kind ?? (named ? 'mappings' : undefined);
}

/** A build writes a set in the publisher's format too: the canonical set beside it says more. */
function isCopy(name: string, files: readonly InputFile[]): boolean {
  if (!name.endsWith('ctid.json')) return false;
  const canonical = name.replace(/ctid\.json$/, 'mappings.json');
  return files.some((file) => !file.named && file.name === canonical);
}
