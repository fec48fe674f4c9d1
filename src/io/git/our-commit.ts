import type { RunGit } from './plain-git.ts';

const TRAILER = 'Regenerated-tree: ';
const NAME = 'attack-mappings';
const EMAIL = 'attack-mappings@users.noreply.github.com';

/** True for a commit that was made here and not amended since: its last line names its own tree. */
export function isOurs({ tree, message }: { tree: string; message: string }): boolean {
  return message.trimEnd().split('\n').at(-1) === `${TRAILER}${tree}`;
}

/** Makes a commit that is known again; resolves to its hash. No hook runs, nothing is signed. */
export async function makeCommit(
  run: RunGit,
  { tree, parent, message }: { tree: string; parent: string; message: string },
): Promise<string> {
  // A commit with a NUL in its message is refused by git.
  const words = message.replaceAll('\0', '').trim();
  const input = `${words}\n\n${TRAILER}${tree}\n`;
  const env = await identity(run);
  return (await run(['commit-tree', tree, '-p', parent, '-F', '-'], { input, env })).trim();
}

/** The person's name and address where both are set, else ours; git would guess them from the host. */
async function identity(run: RunGit): Promise<Record<string, string>> {
  const set = (key: string) => run(['config', '--default', '', '--get', key]);
  const [name, email] = [await set('user.name'), await set('user.email')];
  if (name.trim() !== '' && email.trim() !== '') return {};
  const {
    GIT_AUTHOR_NAME = NAME,
    GIT_AUTHOR_EMAIL = EMAIL,
    GIT_COMMITTER_NAME = GIT_AUTHOR_NAME,
    GIT_COMMITTER_EMAIL = GIT_AUTHOR_EMAIL,
  } = process.env;
  return { GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL };
}
