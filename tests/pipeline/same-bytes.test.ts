import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { folderContents } from '../support/folder-contents.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { sampleText, servedPipeline, serveSample } from '../support/sample-server.ts';

it('documents that arrive in another order, rows apart, give the same bytes', async () => {
  const folder = await temporaryFolder();
  const server = await serveSample();
  const pipeline = await servedPipeline(folder, server);
  const build = async (name: string, env: NodeJS.ProcessEnv) => {
    const out = join(folder, name);
    const args = ['build', pipeline, '--out', out, '--cache', join(folder, `cache-${name}`)];
    const { exitCode, stderr } = await runCli(args, { env: { ...process.env, ...env } });
    expect(exitCode, stderr).toBe(0);
    return folderContents(out);
  };

  const first = await build('one', { TZ: 'Pacific/Auckland' });
  server.requests.length = 0;
  const answered: string[] = [];
  let waiting = 0;
  server.override = async (path, response) => {
    if (path === '/git-tree.json') {
      const listing = JSON.parse(await sampleText('git-tree.json'));
      response.end(JSON.stringify({ ...listing, tree: listing.tree.reverse() }));
      return true;
    }
    waiting += 1;
    // The later it is asked for, the sooner it is answered.
    await sleep(Math.max(0, 200 - 30 * (waiting % 7)));
    answered.push(path);
    return false;
  };
  const second = await build('two', { TZ: 'America/Caracas', LANG: 'tr_TR.UTF-8' });
  expect(answered).not.toEqual(server.requests.slice(1));
  expect(second).toEqual(first);
});
