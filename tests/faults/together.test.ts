import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { folderContents } from '../support/folder-contents.ts';
import { cliPath, runCli, temporaryFolder } from '../support/run-cli.ts';
import { servedPipeline, serveSample } from '../support/sample-server.ts';

/** Many processes, also on a busy machine. */
const SLOW_MS = 90_000;
const args = (command: string, out: string, cache: string) => [
  ...[command, 'sample', '--out', out, '--cache', cache, '--quiet'],
];

/** What one undisturbed run of a command writes. */
async function undisturbed(command: string, folder: string) {
  const out = join(folder, `clean-${command}`);
  const { exitCode, stderr } = await runCli(args(command, out, join(folder, 'clean-cache')));
  expect(exitCode, stderr).toBe(0);
  return folderContents(out);
}

it(
  'a regeneration and a build into one folder: one at a time, and never a mixture',
  async () => {
    const folder = await temporaryFolder();
    const wanted = await undisturbed('regenerate', folder);
    const out = join(folder, 'out');
    await runCli(args('regenerate', out, join(folder, 'cache')));
    // Both begin anew, with an empty cache: they have work to do.
    const results = await Promise.all(
      ['regenerate', 'build', 'regenerate'].map((command, i) =>
        runCli(args(command, out, join(folder, `cache-${i}`))),
      ),
    );
    const refused = results.filter(({ exitCode }) => exitCode !== 0);
    expect(refused.length).toBeLessThan(3);
    for (const { exitCode, stdout } of refused) {
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/another build \(process \d+\) is writing to .*: wait for it to end/);
    }
    expect(await folderContents(out)).toEqual(wanted);
    expect((await runCli(['verify', out])).exitCode).toBe(0);
  },
  SLOW_MS,
);

it(
  'three at once, killed one after the other: the fourth takes over and completes',
  async () => {
    const folder = await temporaryFolder();
    const wanted = await undisturbed('regenerate', folder);
    const out = join(folder, 'out');
    for (const wait of [150, 250, 350]) {
      const three = [1, 2, 3].map((n) =>
        start(args('regenerate', out, join(folder, `cache-${n}`))),
      );
      for (const child of three) {
        await sleep(wait / 3);
        await kill(child);
      }
    }
    const last = await runCli(args('regenerate', out, join(folder, 'cache')));
    expect(last.exitCode, last.stdout + last.stderr).toBe(0);
    expect(await folderContents(out)).toEqual(wanted);
  },
  SLOW_MS,
);

it(
  'folders that share one cache, which is being filled: each as if alone',
  async () => {
    const folder = await temporaryFolder();
    const pipeline = await servedPipeline(folder, await serveSample());
    const build = (out: string, cache: string) =>
      runCli(['build', pipeline, '--out', out, '--cache', join(folder, cache), '--quiet']);
    const clean = join(folder, 'clean');
    expect((await build(clean, 'clean-cache')).exitCode).toBe(0);
    const wanted = await folderContents(clean);
    const outs = ['one', 'two', 'three'].map((name) => join(folder, name));
    for (const round of ['empty cache', 'full cache']) {
      const results = await Promise.all(outs.map((out) => build(out, 'cache')));
      for (const { exitCode, stdout, stderr } of results)
        expect(exitCode, `${round}: ${stdout}${stderr}`).toBe(0);
      for (const out of outs) expect(await folderContents(out)).toEqual(wanted);
    }
  },
  SLOW_MS,
);

function start(argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [cliPath, ...argv], { stdio: 'ignore' });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}
