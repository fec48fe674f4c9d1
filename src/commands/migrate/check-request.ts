import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AttackMappingsError } from '../../errors.ts';
import { checkFormats } from '../export-sets.ts';
import type { MigrationRequest } from './migrate-files.ts';

/** Rejects with `config` what nobody means; a program's types can be wrong too. */
export async function checkRequest({ paths, to, out, formats }: MigrationRequest): Promise<void> {
  if (!Array.isArray(paths) || paths.length === 0 || paths.some((path) => !isName(path))) {
    throw mistake('paths', 'expected paths of files or folders to migrate');
  }
  if (!isName(to)) throw mistake('to', 'expected an ATT&CK version, as 18.1, or latest');
  if (out !== undefined) {
    if (!isName(out)) throw mistake('out', 'expected a folder to write into');
    await refuseBuild(out);
  }
  checkFormats(formats);
}

/** The manifest of a build states what is in its folder. */
async function refuseBuild(out: string): Promise<void> {
  const manifest = await readFile(join(out, 'manifest.json'), 'utf8').catch(() => undefined);
  if (manifest === undefined) return;
  throw new AttackMappingsError(
    'config',
    out,
    `a build writes into ${out}, and its manifest would not be true any more: choose another folder`,
  );
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function mistake(subject: string, message: string): AttackMappingsError {
  return new AttackMappingsError('config', subject, message);
}
