import { readFile } from 'node:fs/promises';
import { AttackMappingsError } from '../../errors.ts';

/** The bytes of a file of an earlier run; undefined when there is none. Rejects with `config`. */
export async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  return readFile(file).catch((cause) => {
    if (cause.code === 'ENOENT') return undefined;
    const message = `cannot read ${file}, which this run would write over: check it, or move it`;
    throw new AttackMappingsError('config', file, message, { cause });
  });
}
