import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { refuseStale } from './fresh-build.ts';
import { temporaryFolder } from './run-cli.ts';

it('a build that is missing, or older than a source, is not tested', async () => {
  const folder = await temporaryFolder();
  const [built, source] = [join(folder, 'cli.js'), join(folder, 'src', 'a', 'b.ts')];
  await mkdir(join(folder, 'src', 'a'), { recursive: true });
  await writeFile(source, '');
  const check = () => refuseStale(join(folder, 'src'), built);
  expect(check).toThrow(/there is no .*cli\.js: run npm run compile/);
  await writeFile(built, '');
  await utimes(source, 100, 100);
  await utimes(built, 101, 101);
  expect(check).not.toThrow();
  await utimes(source, 102, 102);
  expect(check).toThrow(/cli\.js is older than .*b\.ts: run npm run compile/);
});
