import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownSample } from '../support/own-sample.ts';
import { cliPath, runProcess } from '../support/run-cli.ts';

/** Many processes, also on a busy machine. */
const SLOW_MS = 90_000;
const SCRIPT = join(import.meta.dirname, 'full-disk.sh');

it(
  'a disk that is full: what was there stays whole, and with room the next run completes',
  async (context) => {
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
  },
  SLOW_MS,
);

it(
  'a limit on the size of files: an advice, exit 1, and without it the next run completes',
  async () => {
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
  },
  SLOW_MS,
);

const REPORTS = `
mkdir -p "$1" && mount -t tmpfs -o size=40k tmpfs "$1" || exit 77
for name in changes.md report.json; do echo earlier >"$1/$name"; done
head -c 40k /dev/zero >"$1/filler" 2>/dev/null
"$2" "$3" regenerate sample --out "$4/out" --cache "$4/cache" --quiet --changes "$1/changes.md" --report "$1/report.json"
echo "regenerate: exit $?"
"$2" "$3" build sample --out "$4/out" --cache "$4/cache" --quiet --report "$1/report.json"
echo "build: exit $?"
cat "$1/changes.md" "$1/report.json"`;

it(
  'reports for which there is no room: earlier ones stay, and an advice',
  async (context) => {
    const { folder } = await ownSample();
    const names = [join(folder, 'disk'), process.execPath, cliPath, folder];
    const args = ['-rm', 'bash', '-c', REPORTS, 'bash', ...names];
    const { exitCode, stdout, stderr } = await runProcess('unshare', args).catch(() => MISSING);
    context.skip(exitCode === 77 || /unshare/.test(stderr), 'needs unshare -rm with tmpfs');
    for (const [name, times] of Object.entries({ 'changes.md': 1, 'report.json': 2 })) {
      const advice = new RegExp(`cannot write \\S+${name}: the disk is full: free some space`, 'g');
      expect(stderr.match(advice)).toHaveLength(times);
    }
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stdout).toContain('regenerate: exit 1\n');
    expect(stdout).toMatch(/build: exit 1\nearlier\nearlier\n$/);
  },
  SLOW_MS,
);

const MISSING = { exitCode: 77, stdout: '', stderr: '' };
