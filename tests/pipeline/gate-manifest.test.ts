import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { regenerate } from '../../src/commands/regenerate/run.ts';
import { runBuild } from '../../src/commands/run-build.ts';
import { folderContents } from '../support/folder-contents.ts';
import { ownSample } from '../support/own-sample.ts';

async function regenerated() {
  const { folder } = await ownSample();
  const pipelines = [join(folder, 'pipelines/sample.yaml')];
  const request = { pipelines, out: join(folder, 'out'), cache: join(folder, 'cache') };
  await regenerate(request);
  const manifest = join(folder, 'out/sample/manifest.json');
  const error = async () => (await regenerate(request)).run.pipelines[0]?.error;
  return { folder, request, manifest, error, text: await readFile(manifest, 'utf8') };
}

it.each([
  ['breaks off', (text: string) => text.slice(0, 200), /cannot be read: expected JSON/],
  ['holds a conflict', (text: string) => `<<<<<<< HEAD\n${text}`, /cannot be read: expected JSON/],
  [
    'is of a later version',
    (text: string) => text.replace(/"schema_version": "[^"]*"/, '"schema_version": "9.0.0"'),
    /cannot be read: \/schema_version: expected one of/,
  ],
])('gates do not pass where the manifest %s', async (_, broken, message) => {
  const { folder, manifest, error, text } = await regenerated();
  await writeFile(manifest, broken(text));
  const before = await folderContents(join(folder, 'out'));
  expect(await error()).toMatchObject({
    code: 'expectation',
    message: expect.stringMatching(message),
  });
  expect(await folderContents(join(folder, 'out'))).toEqual(before);
  await writeFile(manifest, text);
  expect(await error()).toBeUndefined();
});

it('gates do not pass where the manifest is gone, unless a run ended before it wrote one', async () => {
  const { folder, request, manifest, error } = await regenerated();
  await rm(manifest);
  const before = await folderContents(join(folder, 'out'));
  expect((await error())?.message).toMatch(/it is not beside .*restore it as it was published/);
  expect(await folderContents(join(folder, 'out'))).toEqual(before);

  await rm(join(folder, 'out'), { recursive: true });
  const stop = new AbortController();
  const observe = ({ type }: { type: string }) => {
    if (type === 'set') stop.abort(new Error('interrupted'));
  };
  await expect(regenerate({ ...request, signal: stop.signal, observe })).rejects.toThrow(
    'interrupted',
  );
  expect(await error()).toBeUndefined();
});

it('a build without gates writes a manifest anew', async () => {
  const { request, manifest, text } = await regenerated();
  await writeFile(manifest, 'broken');
  const { totals } = await runBuild(request);
  expect(totals.failed).toBe(0);
  expect(JSON.parse(await readFile(manifest, 'utf8')).sets).toEqual(JSON.parse(text).sets);
});
