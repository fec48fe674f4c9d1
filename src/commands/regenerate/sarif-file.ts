import { join } from 'node:path';
import { CANONICAL } from '../../io/kept-before.ts';
import { printValidation } from '../validate/output.ts';
import { runValidation } from '../validate/run.ts';
import type { ChangedFolder } from './watch-folder.ts';

/**
 * The findings of `validate` in the canonical sets that are published now, as SARIF: a pull request
 * shows them at their lines. Canonical sets carry what ATT&CK says, so that none is asked.
 */
export async function writeSarif(
  file: string,
  folders: readonly ChangedFolder[],
  signal: AbortSignal,
): Promise<void> {
  const paths = folders.flatMap(({ place: { folder }, outputs }) =>
    outputs
      .filter(({ path }) => path.endsWith(`/${CANONICAL}`))
      .map(({ path }) => join(folder, path)),
  );
  const validation = await runValidation({ signal, paths, attack: false, fix: 'no', frames: 0 });
  const format = { format: 'sarif', most: 0, isDryRun: false } as const;
  await printValidation({ ...validation, notes: [] }, { ...format, out: file });
}
