import { AttackMappingsError, messageOf } from '../../errors.ts';
import { shorten } from '../../model/text.ts';
import { type GitOptions, git, gitBytes } from './run-git.ts';

/** A file of a revision. */
export interface RevisionFile {
  /** Its path from the folder that git runs in, parts apart by `/`. */
  readonly path: string;
  /** Id of its content. */
  readonly blob: string;
}

/**
 * The full id of a commit. Rejects with `config` for what names none; what looks like an option of
 * git is never handed to it.
 */
export async function commitOf(revision: string, options: GitOptions): Promise<string> {
  const isName = revision !== '' && !revision.startsWith('-') && !/\p{Cc}/u.test(revision);
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const printed = isName
    ? await git(args, options).catch((error) => {
        if (error instanceof AttackMappingsError && error.code === 'config') throw error;
        return '';
      })
    : '';
  const id = /^[0-9a-f]{40,64}$/m.exec(printed)?.[0];
  if (id !== undefined) return id;
  throw new AttackMappingsError(
    'config',
    revision,
    `${shorten(JSON.stringify(revision))} names no revision of this repository: check it with git log`,
  );
}

/**
 * The files of a commit below a path, or the one that the path names; all files of the repository
 * without a path. Links and submodules are passed over. Rejects with `config` when the path leads out
 * of it.
 */
export async function revisionFiles(
  commit: string,
  path: string | undefined,
  options: GitOptions,
): Promise<RevisionFile[]> {
  const where = path === undefined ? ['--full-tree', commit] : [commit, '--', path];
  // Names only: `:(exclude)x` is no instruction.
  const list = ['--literal-pathspecs', 'ls-tree', '-r', '-z', ...where];
  const printed = await git(list, options).catch((cause) => {
    if (path === undefined || !/outside repository/.test(messageOf(cause))) throw cause;
    const message = `${shorten(path)} leads out of the repository: name a path in it`;
    throw new AttackMappingsError('config', path, message, { cause });
  });
  return printed
    .split('\0')
    .map((line) => /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(line))
    .flatMap((match) => (match?.[1] && match[2] ? { blob: match[1], path: match[2] } : []));
}

/** The bytes of a file of a commit. Rejects with `config` when there are more than `largest`. */
export async function blobBytes(
  { blob, path }: RevisionFile,
  largest: number,
  options: GitOptions,
): Promise<Uint8Array> {
  const size = Number(await git(['cat-file', '-s', blob], options));
  if (size > largest) {
    const message = `expected at most ${largest} bytes, found ${size}: check that this is the file you mean`;
    throw new AttackMappingsError('config', path, message);
  }
  return gitBytes(['cat-file', 'blob', blob], options);
}
