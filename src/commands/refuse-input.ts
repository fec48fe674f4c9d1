import { realpath } from 'node:fs/promises';
import { AttackMappingsError } from '../errors.ts';

/**
 * What was read is not what the result should replace. Rejects with `config` when `out` is one of
 * these files, under whatever name; `done` is what was done to them, as in "were validated".
 */
export async function refuseInput(
  out: string,
  files: readonly string[],
  done: string,
): Promise<void> {
  const target = await realpath(out).catch(() => undefined);
  if (target === undefined) return;
  for (const path of files) {
    if ((await realpath(path).catch(() => undefined)) !== target) continue;
    const message = `${out} is one of the files that ${done}: choose another one`;
    throw new AttackMappingsError('config', '--out', message);
  }
}
