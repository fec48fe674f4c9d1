import { join } from 'node:path';
import { AttackMappingsError } from '../../errors.ts';
import { type Published, publishBranch } from '../../io/git/publish-branch.ts';
import { git } from '../../io/git/run-git.ts';
import { openPullRequest } from '../../io/github/pull-request.ts';
import { committedFiles } from './committed-files.ts';
import type { ChangedFolder } from './watch-folder.ts';

export interface PublishRequest {
  readonly remote: string;
  readonly branch: string;
  /** The branch that a pull request is for; the one that is checked out when undefined. */
  readonly base: string | undefined;
  readonly pullRequest: boolean;
  readonly signal: AbortSignal;
}

export interface PublishedChanges extends Published {
  /** Address of the pull request, where there is one. */
  readonly pullRequest?: string;
}

/** What is said of the changes: the title, and the report in Markdown. */
export interface ChangesInWords {
  readonly title: string;
  readonly body: string;
  /** False when this run changed nothing: then an earlier one said it. */
  readonly isNew: boolean;
}

const API = 'https://api.github.com';

/**
 * Commits the files of the folders to a branch of the remote and opens its pull request, or brings
 * it up to date. Rejects with `config` when something needed is not there, and with `export`.
 */
export async function publishChanges(
  folders: readonly ChangedFolder[],
  { title, body, isNew }: ChangesInWords,
  { remote, branch, base, pullRequest, signal }: PublishRequest,
): Promise<PublishedChanges | undefined> {
  const [first] = folders;
  if (first === undefined) return undefined;
  const cwd = first.place.folder;
  const paths = folders.flatMap((folder) =>
    committedFiles(folder).map((path) => join(folder.place.folder, path)),
  );
  const published = await publishBranch({ cwd, remote, branch, paths, message: title, signal });
  // Without a commit the branch holds nothing that a pull request could be about.
  if (!pullRequest || published.commit === undefined || !isNew) return published;
  const { GITHUB_API_URL = API, GITHUB_REPOSITORY = '', GITHUB_TOKEN } = process.env;
  const { url } = await openPullRequest({
    apiUrl: GITHUB_API_URL,
    repository: GITHUB_REPOSITORY,
    token: GITHUB_TOKEN,
    head: branch,
    base: base ?? (await checkedOut(cwd, signal)),
    title,
    body,
    signal,
  });
  return { ...published, pullRequest: url };
}

/** Throws `config` where a pull request is asked for that could not be opened, before anything is built. */
export function checkPublish({
  branch,
  pullRequest,
}: Partial<Pick<PublishRequest, 'branch' | 'pullRequest'>>): void {
  if (!pullRequest) return;
  const { GITHUB_REPOSITORY, GITHUB_TOKEN } = process.env;
  const message =
    branch === undefined
      ? 'a pull request is that of a branch: name it with --branch'
      : !GITHUB_TOKEN || !GITHUB_REPOSITORY
        ? 'a pull request needs GITHUB_REPOSITORY, as owner/name, and a token in GITHUB_TOKEN that may write pull requests'
        : undefined;
  if (message) throw new AttackMappingsError('config', '--pull-request', message);
}

/** Actions name it; elsewhere it is the branch of the clone. */
async function checkedOut(cwd: string, signal: AbortSignal): Promise<string> {
  const { GITHUB_REF_NAME, GITHUB_REF_TYPE } = process.env;
  if (GITHUB_REF_NAME && GITHUB_REF_TYPE === 'branch') return GITHUB_REF_NAME;
  const name = await git(['symbolic-ref', '--quiet', '--short', 'HEAD'], { cwd, signal }).catch(
    (cause) => {
      const message =
        'no branch is checked out, so that the pull request has no base: name it with --base';
      throw new AttackMappingsError('config', '--base', message, { cause });
    },
  );
  return name.trim();
}
