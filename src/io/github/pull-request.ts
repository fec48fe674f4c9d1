import { AttackMappingsError } from '../../errors.ts';
import { shorten } from '../../model/text.ts';
import { type ApiOptions, type AskApi, withGithub } from './api.ts';

export interface PullRequestOptions extends ApiOptions {
  /** As owner/name. */
  readonly repository: string;
  /** The branch with the change, of the same repository. */
  readonly head: string;
  /** The branch that it is for. */
  readonly base: string;
  readonly title: string;
  /** Markdown. What is longer than the API takes is cut at the end of a line. */
  readonly body: string;
}

export interface PullRequest {
  /** Its page. */
  readonly url: string;
  /** False when there was one, which now has this title and body. */
  readonly created: boolean;
}

/** What the API takes, in characters. */
const LONGEST_TITLE = 256;
const LONGEST_BODY = 65_536;
const CUT = '\n\n… cut here: the whole report is with the run that wrote this.\n';

/**
 * Opens the pull request of a branch, or gives the open one this title and body. Rejects with a
 * `config` error for a name that cannot be, and with an `export` error when GitHub refuses.
 * See https://docs.github.com/rest/pulls/pulls.
 */
export async function openPullRequest(options: PullRequestOptions): Promise<PullRequest> {
  const { repository, head, base } = options;
  const [owner = '', name = '', ...more] = repository.split('/');
  if (more.length > 0 || ![owner, name].every((part) => /^(?!\.+$)[\w.-]+$/.test(part))) {
    const message = `expected owner/name, found ${shorten(repository)}: set GITHUB_REPOSITORY`;
    throw new AttackMappingsError('config', 'GITHUB_REPOSITORY', message);
  }
  const title = fittedTitle(options.title);
  const body = fittedBody(options.body);
  return withGithub(options, async (ask) => {
    const pulls = `/repos/${owner}/${name}/pulls`;
    const open = await openOne(ask, pulls, { head: `${owner}:${head}`, base });
    if (open === undefined) {
      const made = asPull(await ask('POST', pulls, { title, body, head, base }), pulls);
      return { url: made.url, created: true };
    }
    // A title or body that stays needs no entry in the history of the pull request.
    if (open.title !== title || open.body !== body)
      await ask('PATCH', `${pulls}/${open.number}`, { title, body });
    return { url: open.url, created: false };
  });
}

interface Pull {
  readonly number: number;
  readonly url: string;
  readonly title: unknown;
  readonly body: unknown;
}

async function openOne(
  ask: AskApi,
  pulls: string,
  { head, base }: { head: string; base: string },
): Promise<Pull | undefined> {
  const query = new URLSearchParams({ head, base, state: 'open', per_page: '2' });
  const answer = await ask('GET', `${pulls}?${query}`);
  if (!Array.isArray(answer)) throw oddAnswer(pulls, 'a list of pull requests');
  return answer.length === 0 ? undefined : asPull(answer[0], pulls);
}

function asPull(answer: unknown, subject: string): Pull {
  const { number, html_url, title, body } = (answer ?? {}) as Record<string, unknown>;
  if (
    typeof number !== 'number' ||
    !Number.isSafeInteger(number) ||
    typeof html_url !== 'string' ||
    !/^https?:\/\/[^\s<>()]+$/.test(html_url)
  ) {
    throw oddAnswer(subject, 'a pull request with a number and an address');
  }
  return { number, url: html_url, title, body };
}

function oddAnswer(subject: string, expected: string): AttackMappingsError {
  const message = `expected ${expected}, found something else: check GITHUB_API_URL`;
  return new AttackMappingsError('export', subject, message);
}

function fittedTitle(text: string): string {
  const title = text.replace(/\s+/g, ' ').trim();
  return title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1)}…`;
}

function fittedBody(text: string): string {
  if (text.length <= LONGEST_BODY) return text;
  const room = text.slice(0, LONGEST_BODY - CUT.length);
  const end = room.lastIndexOf('\n');
  return `${end === -1 ? room : room.slice(0, end)}${CUT}`;
}
