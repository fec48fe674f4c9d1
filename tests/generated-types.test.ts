import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runProcess, temporaryFolder } from './support/run-cli.ts';

const ROOT = join(import.meta.dirname, '..');
const TSX = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');

const check = (folder: string) =>
  runProcess(process.execPath, [TSX, 'scripts/generate-types.ts', '--check'], { cwd: folder });

it('the types in src/generated are those of the schemas', async () => {
  const { exitCode, stderr } = await check(ROOT);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

it('a schema that changed alone fails the check, which names the file', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'src'));
  for (const path of ['schemas', 'scripts', 'src/generated', 'package.json'])
    await cp(join(ROOT, path), join(folder, path), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  expect((await check(folder)).exitCode).toBe(0);

  const schema = join(folder, 'schemas', 'manifest.schema.json');
  await writeFile(schema, (await readFile(schema, 'utf8')).replace('"generator"', '"generatoR"'));
  const { exitCode, stderr } = await check(folder);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^src\/generated\/manifest\.ts differs from its schema: run "npm run types"$/m,
  );
  expect(stderr).not.toMatch(/mapping-set/);
});
