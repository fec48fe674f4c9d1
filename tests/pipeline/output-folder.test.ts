import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Manifest } from '../../src/generated/manifest.ts';
import { lockFolder } from '../../src/io/folder-lock.ts';
import { folderContents } from '../support/folder-contents.ts';
import { cliPath, runCli, runProcess, temporaryFolder } from '../support/run-cli.ts';

const build = (out: string, cache: string) => ['build', 'sample', '--out', out, '--cache', cache];

it('a build that is killed leaves whole files, and the next one repairs', async () => {
  const folder = await temporaryFolder();
  const clean = join(folder, 'clean');
  const out = join(folder, 'out');
  await runCli(build(clean, join(folder, 'cache')));
  const wanted = await folderContents(join(clean, 'sample'));
  // What an older build left: every file another one, but whole.
  await cp(clean, out, { recursive: true });
  for (const path of Object.keys(wanted))
    await writeFile(join(out, 'sample', path), '{"old":true}\n');

  const known = new Set(Object.values(wanted));
  for (const delay of [100, 140, 180, 220, 260, 300]) {
    const child = spawn(
      process.execPath,
      [cliPath, ...build(out, join(folder, `cache-${delay}`))],
      { stdio: 'ignore' },
    );
    const closed = new Promise((resolve) => child.once('close', resolve));
    await sleep(delay);
    child.kill('SIGKILL');
    await closed;
    const found = await folderContents(join(out, 'sample'));
    for (const [path, hash] of Object.entries(found)) {
      if (path.startsWith('.')) continue;
      const text = await readFile(join(out, 'sample', path), 'utf8');
      expect(known.has(hash) || text === '{"old":true}\n', `${path} is neither old nor new`).toBe(
        true,
      );
    }
  }

  const repaired = await runCli(build(out, join(folder, 'cache')));
  expect(repaired.exitCode, repaired.stderr + repaired.stdout).toBe(0);
  expect(await folderContents(join(out, 'sample'))).toEqual(wanted);
});

it('a file that was changed or lost is written again, the rest is left', async () => {
  const folder = await temporaryFolder();
  const args = [...build(join(folder, 'out'), join(folder, 'cache')), '--json'];
  await runCli(args);
  const wanted = await folderContents(join(folder, 'out', 'sample'));
  const unchanged = JSON.parse((await runCli(args)).stdout);
  expect(unchanged.totals).toMatchObject({ sets: 27, unchanged: 27 });

  await writeFile(
    join(folder, 'out/sample/gcp/attack-16.1/gcp-03.06.2025/enterprise/mappings.csv'),
    'broken',
  );
  const again = JSON.parse((await runCli(args)).stdout);
  // The set and its aligned twin, and the files over all frameworks of three domains.
  expect(again.totals).toMatchObject({ sets: 27, unchanged: 27 - 2 - 3 });
  expect(await folderContents(join(folder, 'out', 'sample'))).toEqual(wanted);
});

it('of two builds into one folder one waits for nobody and says so', async () => {
  const folder = await temporaryFolder();
  const out = join(folder, 'out');
  const results = await Promise.all(
    [1, 2, 3].map((n) => runCli(build(out, join(folder, `cache-${n}`)))),
  );
  const losers = results.filter((result) => result.exitCode !== 0);
  expect(losers.length).toBeLessThan(3);
  for (const loser of losers) {
    expect(loser.exitCode).toBe(1);
    expect(loser.stdout + loser.stderr).toMatch(
      /another build \(process \d+\) is writing to .*: wait for it to end, or choose another folder with --out/,
    );
  }
  await runCli(build(join(folder, 'clean'), join(folder, 'cache-1')));
  expect(await folderContents(join(out, 'sample'))).toEqual(
    await folderContents(join(folder, 'clean', 'sample')),
  );
});

it('the lock of a process that is gone is taken over', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'out', 'sample'), { recursive: true });
  // Our own process space, and an id that another process has by now.
  const { processSpace } = await import('../../src/io/process-identity.ts');
  const lock = { pid: process.pid, started: '1', space: processSpace(), token: 'gone' };
  await writeFile(join(folder, 'out', 'sample', '.lock'), JSON.stringify(lock));
  const { exitCode, stderr } = await runCli(build(join(folder, 'out'), join(folder, 'cache')));
  expect(exitCode, stderr).toBe(0);
  expect(await readdir(join(folder, 'out', 'sample'))).not.toContain('.lock');
});

it('the lock of another machine holds as long as it is touched', async () => {
  const folder = await temporaryFolder();
  const lock = join(folder, 'out', 'sample', '.lock');
  await mkdir(join(folder, 'out', 'sample'), { recursive: true });
  await writeFile(lock, JSON.stringify({ pid: 1, space: 'elsewhere', token: 'x' }));
  const refused = await runCli(build(join(folder, 'out'), join(folder, 'cache')));
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout).toMatch(/another build \(process 1\) is writing/);
  const old = new Date(Date.now() - 120_000);
  await utimes(lock, old, old);
  expect((await runCli(build(join(folder, 'out'), join(folder, 'cache')))).exitCode).toBe(0);
});

it('of many that find a stale lock one gets it', async () => {
  const folder = await temporaryFolder();
  for (let round = 0; round < 30; round += 1) {
    const place = join(folder, String(round));
    await mkdir(place);
    await writeFile(join(place, '.lock'), 'gone');
    const old = new Date(Date.now() - 120_000);
    await utimes(join(place, '.lock'), old, old);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(place)));
    const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(held.length).toBe(1);
    for (const unlock of held) await unlock();
  }
});

it('a lock, or the guard of one, that a killed process left empty holds nobody up', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, '.lock'), '');
  await (await lockFolder(folder))();
  await writeFile(join(folder, '.lock'), 'gone');
  const old = new Date(Date.now() - 120_000);
  await utimes(join(folder, '.lock'), old, old);
  await writeFile(join(folder, '.lock.take'), '');
  await (await lockFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

it('a lock of which a killed process wrote a half holds nobody up', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, '.lock'), '{"pid":12');
  await (await lockFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

it('a lock that is empty for a moment is its holder’s', async () => {
  const folder = await temporaryFolder();
  const { processSpace, startOf } = await import('../../src/io/process-identity.ts');
  await writeFile(join(folder, '.lock'), '');
  const second = lockFolder(folder);
  await sleep(100);
  const holder = { pid: process.pid, started: startOf(process.pid), space: processSpace() };
  await writeFile(join(folder, '.lock'), JSON.stringify(holder));
  await expect(second).rejects.toThrow(`another build (process ${process.pid}) is writing`);
});

it('a manifest that is not ours removes nothing outside', async () => {
  const folder = await temporaryFolder();
  const args = build(join(folder, 'out'), join(folder, 'cache'));
  await runCli(args);
  await writeFile(join(folder, 'victim'), 'mine');
  const path = join(folder, 'out/sample/manifest.json');
  const manifest: Manifest = JSON.parse(await readFile(path, 'utf8'));
  manifest.sets[0]?.outputs.push({
    path: '../../victim',
    format: 'json',
    sha256: '0'.repeat(64),
    bytes: 1,
  });
  await writeFile(path, JSON.stringify(manifest));
  expect((await runCli(build(join(folder, 'out'), join(folder, 'other-cache')))).exitCode).toBe(0);
  expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('mine');
});

it('a file where a set has its folder ends that set alone', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'out', 'sample'), { recursive: true });
  await writeFile(join(folder, 'out', 'sample', 'gcp'), 'x');
  const { exitCode, stdout } = await runCli([
    ...build(join(folder, 'out'), join(folder, 'cache')),
    '--json',
  ]);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).totals).toMatchObject({ sets: 26, failed: 1 });
});

it('a reader that closes the log ends nothing', async () => {
  const folder = await temporaryFolder();
  const script =
    '"$1" "$2" build sample --out "$3" --cache "$4" 2>&1 >/dev/null | head -1; exit "$PIPESTATUS"';
  const args = [
    '-c',
    script,
    'sh',
    process.execPath,
    cliPath,
    join(folder, 'out'),
    join(folder, 'cache'),
  ];
  expect((await runProcess('bash', args)).exitCode).toBe(0);
});

it('a folder without write permission: a clear message, exit 1', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'out'));
  await chmod(join(folder, 'out'), 0o555);
  const args = [process.execPath, cliPath, ...build(join(folder, 'out'), join(folder, 'cache'))];
  // root may write anywhere, unless it gives up that right.
  const asUser =
    process.getuid?.() === 0
      ? ['setpriv', '--inh-caps=-all', '--bounding-set=-all', ...args]
      : args;
  const { exitCode, stdout, stderr } = await runProcess(asUser[0] as string, asUser.slice(1));
  await chmod(join(folder, 'out'), 0o755);
  expect(stdout + stderr).toMatch(
    /cannot write to .*: no permission to write there: choose another folder/,
  );
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(exitCode).toBe(1);
  expect(await readdir(join(folder, 'out'))).toEqual([]);
});

it.each([
  ['a place that takes no folders', '/proc/attack-mappings', 'no folder can be made there'],
  ['a path through a file', join(import.meta.filename, 'below'), 'a part of the path is a file'],
])('%s: a clear message, exit 1, at once', async (_, out, message) => {
  const folder = await temporaryFolder();
  const { exitCode, stdout, stderr } = await runCli(build(out, join(folder, 'cache')), {
    timeout: 10_000,
  });
  expect(stdout + stderr).toContain(message);
  expect(exitCode).toBe(1);
});

it('a full disk: a clear message, whole files, exit 1', async (context) => {
  const folder = await temporaryFolder();
  const out = join(folder, 'out');
  await mkdir(out);
  const probe = await runProcess('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', out]).catch(
    () => undefined,
  );
  context.skip(probe?.exitCode !== 0, 'needs unshare -rm with tmpfs (Linux user namespaces)');
  // The disk is only visible inside the namespace, so what it holds is checked there.
  const script = `mount -t tmpfs -o size=300k tmpfs "$1" && { "$2" "$3" build sample --out "$1" --cache "$4"; code=$?; for f in $(find "$1" -name '*.json'); do "$2" -e 'JSON.parse(require("fs").readFileSync(process.argv[1]))' "$f" || echo "half: $f"; done; ls -A "$1/sample"; exit $code; }`;
  const args = [
    '-rm',
    'sh',
    '-c',
    script,
    'sh',
    out,
    process.execPath,
    cliPath,
    join(folder, 'cache'),
  ];
  const { exitCode, stdout, stderr } = await runProcess('unshare', args);
  expect(stdout + stderr).toMatch(/the disk is full: free some space and build again/);
  expect(stdout + stderr).not.toMatch(/half:|\n {4}at |\.staging|\.lock/);
  expect(exitCode).toBe(1);
});

it('the manifest states every file with its hash', async () => {
  const folder = await temporaryFolder();
  await runCli(build(join(folder, 'out'), join(folder, 'cache')));
  const contents = await folderContents(join(folder, 'out', 'sample'));
  const manifest: Manifest = JSON.parse(
    await readFile(join(folder, 'out/sample/manifest.json'), 'utf8'),
  );
  const stated = [...manifest.sets, ...(manifest.combined ?? [])].flatMap(({ outputs }) =>
    outputs.map(({ path, sha256 }) => [path, sha256] as const),
  );
  const { 'manifest.json': _, NOTICE: __, ...files } = contents;
  expect(Object.fromEntries(stated)).toEqual(files);
});

it('a folder where a file should be stops all files of a set, not those after it', async () => {
  const folder = await temporaryFolder();
  const set = join(folder, 'out/sample/gcp/attack-16.1/gcp-03.06.2025/enterprise');
  await mkdir(join(set, 'navigator-layer.json'), { recursive: true });
  const { exitCode, stdout } = await runCli(build(join(folder, 'out'), join(folder, 'cache')));
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/a folder stands where a file should be/);
  expect(await readdir(set)).toEqual(['navigator-layer.json']);
});
