import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attackBundles } from '../../bench/synthetic/attack-bundles.ts';
import { KINDS, shapesOf } from '../../bench/synthetic/kinds.ts';
import type { SetShape } from '../../bench/synthetic/set-shape.ts';
import { setText } from '../../bench/synthetic/set-text.ts';
import { writeMirror } from '../../bench/synthetic/write-mirror.ts';
import type { Manifest } from '../../src/generated/manifest.ts';
import { folderContents } from '../support/folder-contents.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';

const PIPELINE = join(import.meta.dirname, '../../bench/generated.yaml');
const TECHNIQUES = [
  { id: 'T1001', name: 'Data Obfuscation' },
  { id: 'T1001.001', name: 'Junk Data' },
  { id: 'T1003', name: 'OS Credential Dumping' },
];

/** Generates sets with the sample's ATT&CK and builds them, into a folder of its own. */
async function generatedAndBuilt(share: number, seed = '1') {
  const folder = await temporaryFolder();
  const mirror = join(folder, 'mirror');
  const written = await writeMirror(
    mirror,
    shapesOf('one', share),
    await attackBundles(undefined),
    seed,
  );
  const out = join(folder, 'out');
  const where = ['--mirror', mirror, '--out', out, '--cache', join(folder, 'cache')];
  const built = await runCli(['build', PIPELINE, ...where, '--align', 'none', '--quiet']);
  expect(built.stderr).toBe('');
  expect(built.exitCode).toBe(0);
  const manifest = join(out, 'generated/manifest.json');
  const { sets } = JSON.parse(await readFile(manifest, 'utf8')) as Manifest;
  return { mirror, written, sets, files: await folderContents(out) };
}

test('the sets of the corpus, made small and ten times as large, are built row for row', async () => {
  const [few, many] = [await generatedAndBuilt(0.002), await generatedAndBuilt(0.02)];
  for (const { written, sets } of [few, many]) {
    expect(sets).toHaveLength(22);
    expect(sets.reduce((sum, { counts }) => sum + counts.mappings, 0)).toBe(written.rows);
  }
  expect(many.written.rows / few.written.rows).toBeCloseTo(10, 0);
});

test('the same seed gives the same bytes of sets and of what is built; another seed gives others', async () => {
  const [first, again, other] = [
    await generatedAndBuilt(0.002),
    await generatedAndBuilt(0.002),
    await generatedAndBuilt(0.002, '2'),
  ];
  expect(again.files).toEqual(first.files);
  expect(await documents(again.mirror)).toEqual(await documents(first.mirror));
  expect(await documents(other.mirror)).not.toEqual(await documents(first.mirror));
  expect(other.files).not.toEqual(first.files);
});

test('every kind has the size that its name promises', () => {
  const sizes = KINDS.map((kind) => {
    const shapes = shapesOf(kind);
    const rows = shapes.reduce((sum, shape) => sum + shape.rows, 0);
    return [kind, shapes.length, rows];
  });
  expect(sizes).toEqual([
    ['one', 22, 53_718],
    ['ten', 220, 537_180],
    ['hundred', 2200, 5_371_800],
    ['large', 1, 500_000],
    ['long', 1, 20_000],
    ['small', 1000, 39_800],
  ]);
});

test('a document has the rows of its shape, and comments of the length that was asked for', () => {
  const shape = { ...(shapesOf('long', 0.01)[0] as SetShape), groups: 2 };
  const document = JSON.parse([...setText(shape, TECHNIQUES, '1')].join(''));
  expect(document.mapping_objects).toHaveLength(shape.rows);
  const comments: string[] = document.mapping_objects
    .filter(({ status }: { status: string }) => status === 'complete')
    .map(({ comments: text }: { comments: string }) => text);
  expect(comments.length).toBeGreaterThan(shape.rows / 2);
  expect(new Set(comments.map((text) => text.length))).toEqual(new Set([4000]));
  expect(new Set(comments).size).toBe(comments.length);
});

test('a folder that holds sets already is not written over', async () => {
  const folder = await temporaryFolder();
  const attack = await attackBundles(undefined);
  const shapes = shapesOf('one', 0.001);
  await writeMirror(folder, shapes, attack, '1');
  await expect(writeMirror(folder, shapes, attack, '2')).rejects.toThrow('EEXIST');
});

/** The mirror without ATT&CK, which is a link. */
async function documents(mirror: string): Promise<unknown> {
  const copy = await temporaryFolder();
  const repository = 'raw.githubusercontent.com/center-for-threat-informed-defense';
  await mkdir(join(copy, 'documents'));
  await cp(join(mirror, repository), join(copy, 'documents'), { recursive: true });
  await cp(join(mirror, 'api.github.com'), join(copy, 'listing'), { recursive: true });
  return folderContents(copy);
}
