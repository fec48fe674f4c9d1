import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Manifest } from '../../src/generated/manifest.ts';
import type { RunReport } from '../../src/generated/run-report.ts';
import { folderContents } from './folder-contents.ts';
import { type CliResult, runCli, temporaryFolder } from './run-cli.ts';

const PIPELINES = join(import.meta.dirname, '..', '..', 'pipelines');

/** The sample in a folder of its own, where a test may change its inputs. */
export async function ownSample() {
  const folder = await temporaryFolder();
  await cp(PIPELINES, join(folder, 'pipelines'), { recursive: true });
  const index = join(folder, 'pipelines/sample/attack/index.json');
  const run = (out: string, cache: string, ...more: string[]): Promise<CliResult> =>
    runCli([
      'build',
      join(folder, 'pipelines/sample.yaml'),
      '--out',
      join(folder, out),
      '--cache',
      join(folder, cache),
      '--json',
      ...more,
    ]);
  return {
    folder,
    attack: join(folder, 'pipelines/sample/attack'),
    /** Whatever comes of it. */
    run,
    /** A build in which nothing fails. */
    build: async (out: string, cache: string, ...more: string[]) => {
      const { stdout, stderr, exitCode } = await run(out, cache, ...more);
      expect(exitCode, stderr).toBe(0);
      return JSON.parse(stdout) as RunReport;
    },
    /** Changes the pipeline file. */
    editPipeline: async (edit: (text: string) => string) => {
      const file = join(folder, 'pipelines/sample.yaml');
      await writeFile(file, edit(await readFile(file, 'utf8')));
    },
    editIndex: async (edit: (text: string) => string) =>
      writeFile(index, edit(await readFile(index, 'utf8'))),
    /** Changes a file below the sample. */
    edit: async (path: string, edit: (text: string) => string) => {
      const file = join(folder, 'pipelines/sample', path);
      await writeFile(file, edit(await readFile(file, 'utf8')));
    },
    contents: (out: string) => folderContents(join(folder, out, 'sample')),
    manifest: async (out: string): Promise<Manifest> =>
      JSON.parse(await readFile(join(folder, out, 'sample/manifest.json'), 'utf8')),
  };
}
