import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderContents } from '../support/folder-contents.ts';
import { ownSample } from '../support/own-sample.ts';
import { cliPath, runProcess } from '../support/run-cli.ts';

/** Many processes, also on a busy machine. */
const SLOW_MS = 90_000;
const CLOCK = import.meta.resolve('./shifted-clock.mjs');
const YEAR = 365;
const DOCUMENT =
  'gcp/attack-16.1/gcp-03.06.2025/enterprise/gcp-03.06.2025_attack-16.1-enterprise.json';

it(
  'the clock of a child is shifted',
  async () => {
    const { stdout } = await shifted(YEAR, [
      '-p',
      'Math.round((new Date() - performance.timeOrigin) / 864e5)',
    ]);
    expect(stdout.trim()).toBe(String(YEAR));
  },
  SLOW_MS,
);

it(
  'nights of which the clock jumps a year ahead and back: the same bytes, and caches hold',
  async () => {
    const { folder, edit } = await ownSample();
    const night = async (name: string, days: number) => {
      const options = [
        '--out',
        join(folder, name),
        '--cache',
        join(folder, `${name}-cache`),
        '--json',
      ];
      const args = [cliPath, 'regenerate', join(folder, 'pipelines/sample.yaml'), ...options];
      const { exitCode, stdout, stderr } = await shifted(days, args);
      expect(exitCode, stderr).toBe(0);
      return JSON.parse(stdout).run.totals;
    };
    const original = await readFile(join(folder, 'pipelines/sample/mappings', DOCUMENT), 'utf8');
    const changes = [
      (text: string) => text,
      (text: string) => text.replace(/"comments": "/, '"comments": "More. '),
      (text: string) => text,
    ];
    for (const [i, change] of changes.entries()) {
      await edit(join('mappings', DOCUMENT), () => change(original));
      await night('steady', 0);
      await night('jumping', [0, YEAR, -YEAR][i] ?? 0);
      expect(await folderContents(join(folder, 'jumping'))).toEqual(
        await folderContents(join(folder, 'steady')),
      );
    }
    const { sets, unchanged } = await night('jumping', YEAR);
    expect(unchanged).toBe(sets);
  },
  SLOW_MS,
);

it(
  'a lock and a cache of the future hold nobody up',
  async () => {
    const { folder, build, contents } = await ownSample();
    await build('clean', 'cache');
    const args = ['build', join(folder, 'pipelines/sample.yaml'), '--out', join(folder, 'out')];
    await shifted(YEAR, [cliPath, ...args, '--cache', join(folder, 'cache')]);
    await writeFile(join(folder, 'out/sample/.lock'), '');
    const { totals } = await build('out', 'cache');
    expect(totals.failed).toBe(0);
    expect(await contents('out')).toEqual(await contents('clean'));
  },
  SLOW_MS,
);

function shifted(days: number, args: readonly string[]) {
  const env = { ...process.env, ATTACK_MAPPINGS_CLOCK_SHIFT: String(days) };
  return runProcess(process.execPath, ['--import', CLOCK, ...args], { env });
}
