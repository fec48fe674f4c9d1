import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { install, pack, ROOT } from './support/packed.ts';
import { runProcess, temporaryFolder } from './support/run-cli.ts';

const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** Uses everything a consumer types most: results, events, errors, sets, a JSON import. */
const CONSUMER = `
import schema from 'attack-mappings/schemas/mapping-set.schema.json' with { type: 'json' };
import {
  AttackMappingsError, build, exportSets, readMappingFile, validate,
  type Manifest, type MappingFile, type MappingSet, type RunReport,
} from 'attack-mappings';

export const title: string = schema.title;
export async function rows(file: string): Promise<MappingSet['mappings'][]> {
  const read: MappingFile = await readMappingFile(file, { offline: true });
  return read.sets.map(({ set }) => set.mappings);
}
export async function all(): Promise<number> {
  const report: RunReport = await build({ observe: ({ pipeline, type }) => void [pipeline, type] });
  return report.totals.sets;
}
export const paths = (file: MappingFile): string[] =>
  exportSets(file.sets, 'csv').artifacts.map(({ path }) => path);
export const findings: number = validate({} satisfies Partial<Manifest>).findings.length;
export const code = (error: unknown): string | undefined =>
  error instanceof AttackMappingsError ? error.code : undefined;
// @ts-expect-error: a typed library refuses a member it does not know
export const wrong = build({ pipeline: 'sample' });
`;

it('packs, installs into an empty folder, runs and compiles', { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder();
  const { tarball, files } = await pack(folder);

  expect(files).toEqual(
    expect.arrayContaining([
      ...[
        'LICENSE',
        'NOTICE',
        'README.md',
        'CHANGELOG.md',
        'dist/bin/cli.js',
        'dist/bin/LICENSES',
        'dist/index.d.ts',
      ],
      ...['schemas/mapping-set.schema.json', 'pipelines/sample.yaml', 'pipelines/sample/README.md'],
    ]),
  );
  expect(files.filter((path) => /^(src|tests|bench|output)\//.test(path))).toEqual([]);
  expect(
    files.filter(
      (path) => path.startsWith('dist/') && !/(^dist\/bin\/LICENSES|\.(js|d\.ts))$/.test(path),
    ),
  ).toEqual([]);

  const consumer = join(folder, 'consumer');
  await mkdir(consumer);
  await install(consumer, `../${tarball}`);

  await runsAsCommand(consumer);
  await compiles(consumer);
});

/** Through the link that npm makes, as npx does: it has to be executable. */
async function runsAsCommand(folder: string): Promise<void> {
  const windows = process.platform === 'win32';
  const bin = join(
    folder,
    'node_modules',
    '.bin',
    windows ? 'attack-mappings.cmd' : 'attack-mappings',
  );
  const env = { ...process.env, ATTACK_MAPPINGS_CACHE: join(folder, 'cache') };
  const run = (args: readonly string[]) =>
    runProcess(bin, args, { cwd: folder, env, shell: windows });

  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  expect((await run(['--version'])).stdout).toBe(`${version}\n`);
  const built = await run(['build', '--quiet']);
  expect(built).toMatchObject({ exitCode: 0, stderr: '' });
  const valid = await run(['validate', 'output/sample', '--no-attack', '--rules', 'schema']);
  expect(valid.stdout).toMatch(/^\d+ files, 0 findings\n$/);
}

async function compiles(folder: string): Promise<void> {
  // The types of Node are the consumer's own, as in every TypeScript project that runs on it.
  await mkdir(join(folder, 'node_modules', '@types'), { recursive: true });
  for (const name of ['@types/node', 'undici-types'])
    await symlink(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  await writeFile(join(folder, 'consumer.ts'), CONSUMER);
  const compilerOptions = {
    ...{ target: 'es2023', lib: ['es2023'], module: 'nodenext', moduleResolution: 'nodenext' },
    ...{ types: ['node'], strict: true, skipLibCheck: false, resolveJsonModule: true },
    ...{ exactOptionalPropertyTypes: true, outDir: 'out', rootDir: '.' },
  };
  const config = { compilerOptions, files: ['consumer.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const { exitCode, stdout } = await runProcess(process.execPath, [TSC], { cwd: folder });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });

  const imports =
    'import("./out/consumer.js").then((m) => console.log(m.title, m.code(new Error())))';
  const ran = await runProcess(process.execPath, ['--input-type=module', '-e', imports], {
    cwd: folder,
  });
  expect(ran).toMatchObject({ exitCode: 0, stdout: 'MappingSet undefined\n' });
}
