import { access, constants, realpath, stat } from 'node:fs/promises';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import { replaceFile } from '../../io/replace-file.ts';

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'no permission to write it: change its owner or mode, or that of its folder'],
  ['EPERM', 'no permission to write it: change its owner or mode, or that of its folder'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full: free some space and try again'],
  ['EDQUOT', 'the disk quota is used up: free some space and try again'],
  ['ENOTDIR', 'a part of the path is a file, not a folder'],
]);

/**
 * Writes a file that the user named, so that it is whole at every moment, old or new; a link is
 * followed, and what is no file or may not be written is not replaced. Rejects with an `export`
 * error.
 */
export async function writeFileWhole(path: string, text: string): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path);
    await refuseOther(target);
    await replaceFile(target, text);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const reason = REASONS.get(code) ?? messageOf(cause);
    const message = `cannot write ${path}: ${reason}. What was there before is still there`;
    throw new AttackMappingsError('export', path, message, { cause });
  }
}

/** A new file would take the place of a device, or of what is protected. */
async function refuseOther(path: string): Promise<void> {
  const stats = await stat(path).catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (stats === undefined) return;
  if (!stats.isFile()) throw new Error('it is no file, but a folder, a pipe or a device');
  await access(path, constants.W_OK);
}
