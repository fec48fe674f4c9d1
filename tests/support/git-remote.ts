import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import { git } from '../../src/io/git/run-git.ts';
import { temporaryFolder } from './run-cli.ts';

/** The settings and the name of whoever runs the tests stay out of them. */
vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
for (const name of ['DIR', 'INDEX_FILE', 'WORK_TREE', 'AUTHOR_NAME', 'AUTHOR_EMAIL'])
  vi.stubEnv(`GIT_${name}`, undefined);

export const BRANCH = 'attack-mappings/regenerate';

/** A clone, and what tests do in it. */
export interface Clone {
  readonly folder: string;
  run(...args: string[]): Promise<string>;
  /** The same as a person of that name. */
  as(author: string, ...args: string[]): Promise<string>;
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Commits everything as a person of that name. */
  commit(message: string, author?: string): Promise<string>;
}

export interface Remote {
  /** The bare repository. */
  readonly folder: string;
  run(...args: string[]): Promise<string>;
  clone(...options: string[]): Promise<Clone>;
  /** The commit of a branch; empty when there is none. */
  tip(branch?: string): Promise<string>;
  /** A file of a branch. */
  show(path: string, branch?: string): Promise<string>;
  /** Adds commits to main that change nothing, of an earlier time than those below them. */
  emptyCommits(count: number): Promise<void>;
  /** Subjects of the commits of the branch that main does not have, newest first. */
  ahead(branch?: string): Promise<string[]>;
}

/** A bare repository whose branch main holds README.md, output/kept.json and a .gitignore for output. */
export async function bareRemote(): Promise<Remote> {
  const folder = await temporaryFolder();
  const run = runner(folder);
  await run('init', '--bare', '--initial-branch=main', '.');
  const clone = async (...options: string[]) => {
    const target = join(await temporaryFolder(), 'clone');
    // By its address: a clone by path is never shallow.
    await run('clone', '--quiet', ...options, pathToFileURL(folder).href, target);
    return workTree(target);
  };
  const first = await clone();
  await first.write('README.md', 'one\n');
  await first.write('output/kept.json', '1\n');
  await first.write('output/gone.json', '1\n');
  await first.run('add', '.');
  await first.write('.gitignore', 'output/*\n');
  await first.commit('start');
  await first.run('push', '--quiet', 'origin', 'HEAD:main');
  return {
    folder,
    run,
    clone,
    tip: async (branch = BRANCH) =>
      (await run('for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`)).trim(),
    async emptyCommits(count) {
      const commit = (i: number) =>
        `commit refs/heads/main\ncommitter G <g@example.org> ${i} +0000\ndata 1\nx\n${i === 0 ? 'from refs/heads/main^0\n' : ''}`;
      const input = Array.from({ length: count }, (_, i) => commit(i)).join('');
      await git(['fast-import', '--quiet'], { cwd: folder, input });
    },
    show: (path, branch = BRANCH) => run('show', `${branch}:${path}`),
    ahead: async (branch = BRANCH) =>
      (await run('log', '--format=%s', `main..${branch}`))
        .split('\n')
        .filter((line) => line !== ''),
  };
}

function runner(folder: string): Clone['run'] {
  return (...args) => git(args, { cwd: folder });
}

function workTree(folder: string): Clone {
  const run = runner(folder);
  const as = (author: string, ...args: string[]) =>
    run('-c', `user.name=${author}`, '-c', `user.email=${author}@example.org`, ...args);
  return {
    folder,
    run,
    as,
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    remove: (path) => rm(join(folder, path), { recursive: true }),
    async commit(message, author = 'Ada') {
      await run('add', '--all', '.');
      await as(author, 'commit', '--quiet', '-m', message);
      return (await run('rev-parse', 'HEAD')).trim();
    },
  };
}
