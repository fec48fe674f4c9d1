import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Manifest } from '../src/generated/manifest.ts';
import { mirrorName } from '../src/io/fetch/mirror.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BESIDE = join(ROOT, '../shared/corpus');

/** What the built corpus holds. */
export interface Corpus {
  readonly folder: string;
  readonly sets: number;
  readonly rows: number;
  /** The mapping files that the build read; the files of ATT&CK are not among them. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** The largest canonical set that the build wrote. */
  readonly largest: string;
}

/** The folder of the corpus, or undefined when there is none. */
export function corpusFolder(): string | undefined {
  const folder = resolve(process.env.ATTACK_MAPPINGS_CORPUS || BESIDE);
  return existsSync(folder) ? folder : undefined;
}

export const NO_CORPUS = `bench: no corpus. Expected a folder named by ATTACK_MAPPINGS_CORPUS, or the folder
${BESIDE}: a mirror, as wget --mirror makes it, of the documents that the pipeline
mappings-explorer reads (the listing of the repository at api.github.com, its mapping files and
ATT&CK's index.json and bundles at raw.githubusercontent.com).`;

/** What a build into `out` made of the corpus, from its manifest. */
export async function readCorpus(folder: string, out: string): Promise<Corpus> {
  const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Manifest;
  const inputs = manifest.sets.flatMap((set) =>
    set.inputs.filter(({ role }) => role === 'mappings'),
  );
  const paths = [...new Set(inputs.map(({ url }) => join(folder, mirrorName(new URL(url)))))];
  const canonical = manifest.sets
    .flatMap((set) => set.outputs.filter((file) => file.path.endsWith('/mappings.json')))
    .sort((a, b) => b.bytes - a.bytes);
  return {
    folder,
    sets: manifest.sets.length,
    rows: manifest.sets.reduce((sum, set) => sum + set.counts.mappings, 0),
    files: await Promise.all(paths.map(async (path) => ({ path, bytes: (await stat(path)).size }))),
    largest: join(out, canonical[0]?.path ?? ''),
  };
}
