import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runProcess } from './run-cli.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
const SHELL = process.platform === 'win32';
const CONTENTS = ['src', 'scripts', 'pipelines', 'schemas', 'tsconfig.json', 'tsconfig.build.json'];
const PAPERS = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE'];

/** Runs npm, and fails with what it said. Returns its standard output. */
async function npm(args: readonly string[], cwd: string): Promise<string> {
  const { exitCode, stdout, stderr } = await runProcess('npm', args, { cwd, shell: SHELL });
  expect(exitCode, `npm ${args.join(' ')}\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

export interface Packed {
  /** Name of the tarball in `folder`. */
  readonly tarball: string;
  readonly files: readonly string[];
}

/** Packs a copy of this repository, since packing compiles anew what other tests are running. */
export async function pack(folder: string): Promise<Packed> {
  const copy = join(folder, 'copy');
  await mkdir(copy);
  for (const name of [...CONTENTS, ...PAPERS])
    await cp(join(ROOT, name), join(copy, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const stdout = await npm(['pack', '--json', '--pack-destination', folder], copy);
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.indexOf('[\n')));
  return { tarball: filename, files: files.map(({ path }: { path: string }) => path) };
}

interface Lockfile {
  readonly packages: Record<string, Record<string, unknown>>;
}

/**
 * Installs a tarball into `folder` with just the dependencies that users get, in the versions of
 * our lockfile: npm has these in its cache already, so the registry need not be asked.
 */
export async function install(folder: string, tarball: string): Promise<void> {
  const lock: Lockfile = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const { '': own, ...others } = lock.packages;
  const needed = Object.entries(others).filter(([, entry]) => !entry.dev && !entry.devOptional);
  const dependencies = { 'attack-mappings': `file:${tarball}` };
  const { version, dependencies: ours, bin } = own as Record<string, unknown>;
  const packages = {
    '': { name: 'consumer', dependencies },
    'node_modules/attack-mappings': {
      ...{ version, dependencies: ours, bin, resolved: `file:${tarball}` },
    },
    ...Object.fromEntries(needed),
  };
  const manifest = { name: 'consumer', private: true, type: 'module', dependencies };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name: 'consumer', lockfileVersion: 3, requires: true, packages }),
  );
  await npm(['ci', '--prefer-offline', '--no-audit', '--no-fund'], folder);
}
