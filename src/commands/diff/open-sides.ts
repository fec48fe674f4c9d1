import { stat } from 'node:fs/promises';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import { type GitOptions, git } from '../../io/git/run-git.ts';
import { visible } from '../../model/text.ts';
import { pathSide } from './path-side.ts';
import { revisionSide } from './revision-side.ts';
import type { Side } from './side.ts';
import { workingTree } from './working-tree.ts';

export interface SideRequest {
  /** A file, a folder, or a git revision. */
  readonly old: string;
  /** The same; absent: what lies in the working tree, for a revision with paths. */
  readonly new?: string;
  /** Paths in the repository: old and new are revisions then. */
  readonly paths?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface Sides {
  readonly old: Side;
  readonly new: Side;
}

/**
 * OLD and NEW: what lies at two paths, or, where there are no such paths or paths come apart, two git
 * revisions. Rejects with `config` for what is neither.
 */
export async function openSides(request: SideRequest): Promise<Sides> {
  const { old, new: next, paths = [], signal } = request;
  if ([old, next, ...paths].includes('')) {
    throw misuse('OLD, NEW or a path is empty, as a variable that was not set: name it');
  }
  const options = { cwd: process.cwd(), ...(signal ? { signal } : {}) };
  if (next === undefined) {
    if (paths.length === 0) throw misuse('name NEW too, or paths: diff REVISION -- PATH…');
    await refuseNoRepository(old, options);
    return refuseMissing(
      await revisionSide(old, paths, options),
      await workingTree(paths, options.cwd),
    );
  }
  const isThere = await Promise.all([old, next].map(exists));
  if (paths.length === 0 && isThere.every(Boolean)) {
    return { old: await pathSide(old), new: await pathSide(next) };
  }
  if (paths.length === 0 && isThere.some(Boolean)) {
    const [missing, other] = (isThere[0] ? [next, old] : [old, next]).map(visible);
    throw misuse(
      `there is no file or folder ${missing}, and ${other} is one. Name two files or folders, two git revisions, or a revision and paths: diff ${missing} -- ${other}`,
    );
  }
  await refuseNoRepository(`${old} or ${next}`, options);
  return refuseMissing(
    await revisionSide(old, paths, options),
    await revisionSide(next, paths, options),
  );
}

/** A path that neither side has is a mistake, and would be told as no change. */
function refuseMissing(old: Side, next: Side): Sides {
  const path = old.missing?.find((name) => next.missing?.includes(name));
  if (path === undefined) return { old, new: next };
  const hint = path.startsWith('-')
    ? 'options stand before --, what comes after it are paths'
    : 'check the path; links are passed over';
  throw misuse(
    `neither ${visible(old.label)} nor ${visible(next.label)} has a file or folder ${visible(path)}: ${hint}`,
  );
}

/** What is no path may be a revision, where there is a repository. */
async function refuseNoRepository(names: string, options: GitOptions): Promise<void> {
  await git(['rev-parse', '--git-dir'], options).catch((cause) => {
    const message = `there is no file or folder ${visible(names)}, and no git repository here that could have such a revision (${messageOf(cause)})`;
    throw new AttackMappingsError('config', 'diff', message, { cause });
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function misuse(message: string): AttackMappingsError {
  return new AttackMappingsError('config', 'diff', message);
}
