import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { brokenInCache, differences, neitherOldNorNew } from '../../faults/folder-state.ts';
import { night } from '../../faults/night.ts';
import { randomFrom } from '../../faults/random.ts';
import { runOnce } from '../../faults/run-once.ts';
import { temporaryFolder } from '../support/run-cli.ts';

/** A command line of four changes to the file system, on files that are of a length. */
const WRITES = `
import { renameSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
const folder = process.argv[2];
await mkdir(folder + '/made');
writeFileSync(folder + '/one', 'whole');
renameSync(folder + '/one', folder + '/two');
await writeFile(folder + '/three', 'whole');
`;

async function script(text: string): Promise<{ folder: string; cli: string }> {
  const folder = await temporaryFolder();
  const cli = join(folder, 'cli.mjs');
  await writeFile(cli, text);
  return { folder, cli };
}

const contentOf = (path: string) => readFile(path, 'utf8').catch(() => undefined);

it('changes to the file system are counted', async () => {
  const { folder, cli } = await script(WRITES);
  const countFile = join(folder, 'count');
  expect(await runOnce(cli, [folder], { countFile })).toEqual({ exitCode: 0, text: '' });
  expect(await readFile(countFile, 'utf8')).toBe('4');
});

it.each([
  [2, 'before', undefined, undefined, undefined],
  [2, 'half', 'wh', undefined, undefined],
  [2, 'after', 'whole', undefined, undefined],
  [3, 'before', 'whole', undefined, undefined],
  [3, 'after', undefined, 'whole', undefined],
  [4, 'half', undefined, 'whole', 'wh'],
  [4, 'after', undefined, 'whole', 'whole'],
] as const)('a kill at change %i, %s', async (operation, when, one, two, three) => {
  const { folder, cli } = await script(WRITES);
  const { exitCode } = await runOnce(cli, [folder], { kill: { operation, when } });
  expect(exitCode).toBeNull();
  const found = await Promise.all(
    ['one', 'two', 'three'].map((name) => contentOf(join(folder, name))),
  );
  expect(found).toEqual([one, two, three]);
});

it('a kill after a time', async () => {
  const { cli } = await script('setInterval(() => undefined, 1000);');
  expect((await runOnce(cli, [], { kill: { milliseconds: 200 } })).exitCode).toBeNull();
});

it('files that are neither old nor new, missing or too many are found', async () => {
  const before = new Map([['a', '1']]);
  const after = new Map([
    ['a', '2'],
    ['b', '1'],
  ]);
  const found = new Map([
    ['a', '3'],
    ['.staging/1', '3'],
  ]);
  expect(neitherOldNorNew(found, before, after)).toEqual(['a is neither old nor new']);
  expect(neitherOldNorNew(before, before, after)).toEqual([]);
  expect(differences(found, after)).toEqual([
    'a has other bytes',
    '.staging/1 should not be there',
    'b is missing',
  ]);
  const cache = await temporaryFolder();
  await mkdir(join(cache, 'builds'));
  await writeFile(join(cache, 'builds', 'half.json'), '{"a":');
  await writeFile(join(cache, 'builds', 'x.tmp'), '{"a":');
  expect(await brokenInCache(cache)).toEqual(['cache: builds/half.json does not parse']);
});

/** Writes where the files are read, and leaves a mark that makes a later run give up. */
const CARELESS = `
import { existsSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
const out = process.argv[process.argv.indexOf('--out') + 1] + '/toy';
const wanted = readFileSync(process.argv[3], 'utf8');
if (existsSync(out + '/busy')) process.exit(1);
mkdirSync(out, { recursive: true });
writeFileSync(out + '/busy', '');
for (let i = 0; i < 5; i += 1) writeFileSync(out + '/file-' + i, wanted.repeat(10));
rmSync(out + '/busy');
`;

it('a command line that writes in place is found out', async () => {
  const { folder, cli } = await script(CARELESS);
  const input = join(folder, 'input');
  const inputs = {
    args: [input],
    async change(random: () => number) {
      await writeFile(input, `${random()}\n`);
    },
  };
  const place = { cli, folder: join(folder, 'nights'), inputs, random: randomFrom(3) };
  const first = await night(place, 16, 30);
  expect(first.kills).toBeGreaterThan(10);
  expect(first.problems.join('\n')).toMatch(/file-\d is neither old nor new/);
  expect(first.problems.join('\n')).toMatch(/expected exit code 0, found 1/);
}, 90_000);

it('the same seed gives the same numbers, all of them from 0 to 1', () => {
  const [one, two] = [randomFrom(7), randomFrom(7)];
  const numbers = Array.from({ length: 1000 }, one);
  expect(Array.from({ length: 1000 }, two)).toEqual(numbers);
  expect(new Set(numbers).size).toBeGreaterThan(990);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
});
