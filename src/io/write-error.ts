import { AttackMappingsError, asAttackMappingsError } from '../errors.ts';

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'no permission to write there: choose another folder, or change its owner or mode'],
  ['EPERM', 'no permission to write there: choose another folder, or change its owner or mode'],
  ['EROFS', 'the file system is read-only: choose another folder'],
  ['ENOSPC', 'the disk is full: free some space and build again'],
  ['EDQUOT', 'the disk quota is used up: free some space and build again'],
  [
    'EFBIG',
    'a file would be larger than is allowed: raise the limit (ulimit -f), or choose a folder on another file system',
  ],
  ['EMFILE', 'too many open files: raise the limit (ulimit -n)'],
  ['ENOENT', 'no folder can be made there: choose another folder'],
  ['ENOTDIR', 'a part of the path is a file, not a folder: choose another folder'],
  ['EEXIST', 'a part of the path is a file, not a folder: choose another folder'],
  ['EISDIR', 'a folder stands where a file should be: remove it, or choose another folder'],
  [
    'ENAMETOOLONG',
    'the path is too long for this file system: choose a folder with a shorter path',
  ],
]);

/** What no other set escapes either. */
const FATAL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE']);

/** A file system error in words; those that no other set would escape end the run. */
export function writeError(error: unknown, folder: string): AttackMappingsError {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  const reason = REASONS.get(code);
  if (reason === undefined) return asAttackMappingsError(error, 'export', folder);
  return new AttackMappingsError('export', folder, `cannot write to ${folder}: ${reason}`, {
    cause: error,
    fatal: FATAL.has(code),
  });
}
