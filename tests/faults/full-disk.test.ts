import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownSample } from '../support/own-sample.ts';
import { cliPath, runProcess } from '../support/run-cli.ts';

const SCRIPT = join(import.meta.dirname, 'full-disk.sh');

it('a disk that is full: what was there stays whole, and with room the next run completes', async (context) => {
  const { folder } = await ownSample();
  const args = ['-rm', 'bash', SCRIPT, folder, process.execPath, cliPath];
  const { exitCode, stdout, stderr } = await runProcess('unshare', args).catch(() => MISSING);
  context.skip(exitCode === 77 || /unshare/.test(stderr), 'needs unshare -rm with tmpfs');
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stdout).toContain('regenerate: exit 1\n');
  expect(stdout).toContain('build: exit 1\n');
  expect(stdout + stderr).toMatch(/the disk is full: free some space and build again/);
  expect(stdout + stderr).not.toMatch(/half:|\n {4}at /);
  expect(stdout).toContain('with room: exit 0\nsame bytes\n');
});

it('a limit on the size of files: an advice, exit 1, and without it the next run completes', async () => {
  const { folder, build, contents } = await ownSample();
  await build('clean', 'cache');
  const script = 'ulimit -f 40; exec "$@"';
  const options = ['--out', join(folder, 'out'), '--cache', join(folder, 'cache'), '--quiet'];
  const command = [process.execPath, cliPath, 'build', join(folder, 'pipelines/sample.yaml')];
  const limited = await runProcess('bash', ['-c', script, 'sh', ...command, ...options]);
  expect(limited.exitCode).toBe(1);
  expect(limited.stdout).toMatch(/a file would be larger than is allowed: raise the limit/);
  const clean = await contents('clean');
  expect(clean).toMatchObject(await contents('out'));
  await build('out', 'cache');
  expect(await contents('out')).toEqual(clean);
});

const MISSING = { exitCode: 77, stdout: '', stderr: '' };
