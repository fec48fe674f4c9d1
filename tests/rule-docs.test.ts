import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runProcess, temporaryFolder } from './support/run-cli.ts';

const ROOT = join(import.meta.dirname, '..');
const TSX = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');

const generate = (folder: string, ...args: string[]) =>
  runProcess(process.execPath, [TSX, 'scripts/generate-rule-docs.ts', ...args], { cwd: folder });

it('the pages in docs/rules are those of the rules', async () => {
  const { exitCode, stderr } = await generate(ROOT, '--check');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

it('a page that differs, is missing or is of no rule fails the check, and is set right', {
  timeout: 120_000,
}, async () => {
  const folder = await temporaryFolder();
  for (const path of ['scripts', 'src', 'docs/rules', 'package.json'])
    await cp(join(ROOT, path), join(folder, path), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const page = (name: string) => join(folder, 'docs', 'rules', name);
  const before = await readFile(page('schema.md'), 'utf8');
  await writeFile(page('schema.md'), `${before}\n`);
  await rm(page('json.md'));
  await writeFile(page('no-such-rule.md'), '');

  const { exitCode, stderr } = await generate(folder, '--check');
  expect(exitCode).toBe(1);
  expect(stderr.split('\n').sort().filter(Boolean)).toEqual([
    'docs/rules/json.md differs from its rule: run "npm run docs"',
    'docs/rules/no-such-rule.md is of no rule: run "npm run docs"',
    'docs/rules/schema.md differs from its rule: run "npm run docs"',
  ]);
  expect((await generate(folder)).exitCode).toBe(0);
  expect(await readFile(page('schema.md'), 'utf8')).toBe(before);
  expect((await generate(folder, '--check')).exitCode).toBe(0);
});
