import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { folderContents } from '../support/folder-contents.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { corpus, describeCorpus } from './corpus.ts';

const LISTING =
  'api.github.com/repos/center-for-threat-informed-defense/mappings-explorer/git/trees/main?recursive=1';

describeCorpus('two builds from scratch', () => {
  it('in other folders, time zones and locales, with the listing in another order, give the same bytes', async () => {
    const one = await temporaryFolder();
    const two = join(await temporaryFolder(), 'a folder', 'with spaces');
    const mirror = await reversedMirror(await temporaryFolder());
    const build = (folder: string, from: string, env: NodeJS.ProcessEnv, ...more: string[]) =>
      runCli(
        [
          'build',
          'mappings-explorer',
          '--mirror',
          from,
          '--out',
          folder,
          '--cache',
          join(folder, '..', 'cache'),
          '--quiet',
          ...more,
        ],
        { env: { ...process.env, ...env } },
      );
    const results = [
      await build(join(one, 'out'), corpus, { TZ: 'Pacific/Kiritimati', LC_ALL: 'C' }),
      await build(
        join(two, 'out'),
        mirror,
        { TZ: 'America/St_Johns', LC_ALL: 'sv_SE.UTF-8' },
        '--concurrency',
        '1',
      ),
    ];
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    const contents = await folderContents(join(one, 'out'));
    expect(Object.keys(contents).length).toBeGreaterThan(90);
    expect(await folderContents(join(two, 'out'))).toEqual(contents);
  }, 120_000);
});

/** The corpus with its listing turned around. */
async function reversedMirror(folder: string): Promise<string> {
  await symlink(
    join(corpus, 'raw.githubusercontent.com'),
    join(folder, 'raw.githubusercontent.com'),
  );
  const listing = JSON.parse(await readFile(join(corpus, LISTING), 'utf8'));
  await mkdir(dirname(join(folder, LISTING)), { recursive: true });
  await writeFile(
    join(folder, LISTING),
    JSON.stringify({ ...listing, tree: listing.tree.reverse() }),
  );
  return folder;
}
