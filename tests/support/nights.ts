import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runBuild } from '../../src/commands/run-build.ts';
import type { Manifest, ManifestSet } from '../../src/generated/manifest.ts';
import type { RunReport } from '../../src/generated/run-report.ts';
import { folderContents } from './folder-contents.ts';
import { runCli, temporaryFolder } from './run-cli.ts';
import { sampleText, servedPipeline, serveSample } from './sample-server.ts';

/** Every gate, with no more room than a good night needs. */
const GATES = `align: latest
expect:
  min_sets: 12
  min_rows: 2
  max_shrinkage: 0.2
  lost_capabilities: 0
  lost_sets: 0
  new_values: stop
  changed_shape: stop
  unknown_attack_version: stop
`;

/** What the publisher answers in place of the sample's file: another text, or a status. */
export type Answer = number | string | ((text: string) => string);

/** A document with other rows. */
export function rows(edit: (rows: Record<string, unknown>[]) => Record<string, unknown>[]): Answer {
  return (text) => {
    const document = JSON.parse(text);
    return JSON.stringify({ ...document, mapping_objects: edit(document.mapping_objects) });
  };
}

/** The listing with other paths. */
export function listed(edit: (paths: string[]) => string[]): Answer {
  return (text) => {
    const listing = JSON.parse(text);
    const paths: string[] = listing.tree.map(({ path }: { path: string }) => path);
    return JSON.stringify({ tree: edit(paths).map((path) => ({ path, type: 'blob' })) });
  };
}

/** The sample, published, regenerated night by night into one folder. */
export async function nights() {
  const folder = await temporaryFolder();
  const server = await serveSample();
  const pipeline = await servedPipeline(folder, server, GATES);
  const out = join(folder, 'out');
  const path = (name: string) => join(out, 'served', name);
  let emptied = 0;
  const cache = (isEmpty: boolean) => {
    if (isEmpty) emptied += 1;
    return join(folder, isEmpty ? `cache-${emptied}` : 'cache');
  };
  return {
    origin: server.origin,
    /** Folder of the pipeline's output. */
    out: join(out, 'served'),
    /** From now on these paths are answered so, and no other is changed. */
    publish(answers: Readonly<Record<string, Answer>>) {
      server.override = async (asked, response) => {
        const answer = answers[asked.slice(1)];
        if (answer === undefined) return false;
        const body =
          typeof answer === 'function' ? answer(await sampleText(asked.slice(1))) : answer;
        if (typeof body === 'number') response.writeHead(body).end();
        else response.end(body);
        return true;
      };
    },
    /** A build that judges by the gates; `isForgetful`: with no copy of what was fetched before. */
    gated: (accept: readonly string[] = [], isForgetful = false): Promise<RunReport> =>
      runBuild({ pipelines: [pipeline], out, cache: cache(isForgetful), gates: { accept } }),
    /** A build by the command line, which knows of no gates. */
    async plain(isForgetful = false): Promise<{ exitCode: number | null; report: RunReport }> {
      const args = ['build', pipeline, '--out', out, '--cache', cache(isForgetful), '--json'];
      const { exitCode, stdout } = await runCli(args);
      return { exitCode, report: JSON.parse(stdout) };
    },
    /** Hashes of all files; those of the manifest apart. */
    async files() {
      const { 'manifest.json': manifest, ...files } = await folderContents(join(out, 'served'));
      return { manifest, files };
    },
    async manifest(): Promise<Manifest> {
      return JSON.parse(await readFile(path('manifest.json'), 'utf8'));
    },
    async entry(set: string): Promise<ManifestSet | undefined> {
      const { sets }: Manifest = JSON.parse(await readFile(path('manifest.json'), 'utf8'));
      return sets.find((entry) => entry.path === set);
    },
  };
}
