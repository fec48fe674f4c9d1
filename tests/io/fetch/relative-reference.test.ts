import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { failure, run, temporaryFolder } from './support.ts';

let folder: string;
let baseDir: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  baseDir = join(folder, 'pipelines');
  await mkdir(join(baseDir, 'sample'), { recursive: true });
  await writeFile(join(folder, 'outside.json'), 'secret');
  await writeFile(join(baseDir, 'sample/tree.json'), 'old');
  await writeFile(join(baseDir, 'sample/a b%.csv'), 'x');
});

describe('a relative reference', () => {
  test.each([{}, { offline: true }, { mirror: '/nowhere' }])(
    'is a file, with %j',
    async (options) => {
      const { fetch, text } = await run({ baseDir, ...options });
      expect(await fetch('sample/tree.json')).toMatchObject({
        url: 'sample/tree.json',
        mediaType: 'application/json',
        sha256: 'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4',
      });
      expect(await text('sample/tree.json')).toBe('old');
    },
  );

  test('is percent-encoded', async () => {
    const { text } = await run({ baseDir });
    expect(await text('sample/a%20b%25.csv')).toBe('x');
  });

  test('may go up and down inside the folder', async () => {
    const { text } = await run({ baseDir });
    expect(await text('./sample/../sample/tree.json')).toBe('old');
  });

  test.each([
    '../outside.json',
    'sample/../../outside.json',
    '..%2foutside.json',
    '%2e%2e/outside.json',
    '/etc/passwd',
    '//example.org/a',
    '.',
    '',
    'sample/tree.json%00',
  ])('%j does not leave the folder', async (reference) => {
    const { fetch } = await run({ baseDir });
    const error = await failure(fetch(reference));
    expect(error).toMatchObject({ code: 'fetch', subject: reference });
    expect(error.message).toContain('leads out of it');
  });

  test.each(['sample/none.json', 'sample', 'sample/tree.json/x'])(
    '%s is no file',
    async (reference) => {
      const { fetch } = await run({ baseDir });
      const error = await failure(fetch(reference));
      expect(error.message).toContain(`expected the file ${reference} beside the pipeline file`);
      expect(error.message).not.toContain(folder);
    },
  );

  test('with a broken escape is explained', async () => {
    const { fetch } = await run({ baseDir });
    expect((await failure(fetch('sample/a b%.csv'))).message).toContain('write % as %25');
  });

  test('without a folder is an error', async () => {
    const { fetch } = await run({});
    expect((await failure(fetch('sample/tree.json'))).message).toContain(
      'expected an https address',
    );
  });
});
