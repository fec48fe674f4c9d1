import { join } from 'node:path';
import { AttackMappingsError } from '../../errors.ts';
import { type Published, publishBranch } from '../../io/git/publish-branch.ts';
import { git } from '../../io/git/run-git.ts';
import { openPullRequest } from '../../io/github/pull-request.ts';
import { committedFiles } from './committed-files.ts';
import type { ChangedFolder, Target } from './watch-folder.ts';

export interface PublishRequest extends Target {
  /** The branch that a pull request is for; the one that is checked out when undefined. */
  readonly base: string | undefined;
  readonly pullRequest: boolean;
  readonly signal: AbortSignal;
}

/** What is said of the changes: the title, and the report in Markdown. */
export interface ChangesInWords {
  readonly title: string;
  readonly body: string;
}

const API = 'https://api.github.com';

/**
 * Commits the files of the folders to a branch of the remote. What waits there already, and what only
 * the manifest says otherwise, is not pushed. Rejects with `config` when something needed is not
 * there, and with `export`.
 */
export async function publishChanges(
  folders: readonly ChangedFolder[],
  title: string,
  { remote, branch, signal }: PublishRequest,
): Promise<Published> {
  const files = folders.reduce((sum, folder) => sum + folder.files.length, 0);
  const [first] = folders;
  if (first === undefined || files === 0) return { status: 'unchanged', files: 0 };
  const pending = folders.find((folder) => folder.pending !== undefined)?.pending;
  if (pending !== undefined && !folders.some(({ isNews }) => isNews)) {
    return { status: 'unchanged', commit: pending, files };
  }
  const cwd = first.place.folder;
  const paths = folders.flatMap((folder) =>
    committedFiles(folder).map((path) => join(folder.place.folder, path)),
  );
  return publishBranch({ cwd, remote, branch, paths, message: title, signal });
}

/** Opens the pull request of the branch, or brings it up to date; resolves to its address. */
export async function requestPull(
  folder: string,
  { title, body }: ChangesInWords,
  { branch, base, signal }: PublishRequest,
): Promise<string> {
  const { GITHUB_API_URL = API, GITHUB_REPOSITORY = '', GITHUB_TOKEN } = process.env;
  const { url } = await openPullRequest({
    apiUrl: GITHUB_API_URL,
    repository: GITHUB_REPOSITORY,
    token: GITHUB_TOKEN,
    head: branch,
    base: base ?? (await checkedOut(folder, signal)),
    title,
    body,
    signal,
  });
  return url;
}

/** Actions name it; elsewhere it is the branch of the clone. Rejects with `config` when there is none. */
export async function checkedOut(cwd: string, signal: AbortSignal): Promise<string> {
  const { GITHUB_REF_NAME, GITHUB_REF_TYPE } = process.env;
  if (GITHUB_REF_NAME && GITHUB_REF_TYPE === 'branch') return GITHUB_REF_NAME;
  const name = await headBranch(cwd, signal);
  if (name !== undefined) return name;
  const message =
    'no branch is checked out, so that the pull request has no base: name it with --base';
  throw new AttackMappingsError('config', '--base', message);
}

/** The branch that is checked out; undefined when a commit is. */
export async function headBranch(cwd: string, signal: AbortSignal): Promise<string | undefined> {
  const args = ['symbolic-ref', '--quiet', '--short', 'HEAD'];
  const name = await git(args, { cwd, signal }).catch(() => '');
  return name.trim() || undefined;
}
