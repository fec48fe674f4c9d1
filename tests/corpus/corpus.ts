import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { readBundle } from '../../src/attack/read-bundle.ts';
import type { AttackIndex } from '../../src/contracts.ts';
import type { Manifest, ManifestCombined, ManifestSet } from '../../src/generated/manifest.ts';
import type { RunReport } from '../../src/generated/run-report.ts';
import type { UnifiedMappings } from '../../src/generated/unified-mappings.ts';
import { runCli } from '../support/run-cli.ts';

/** Folder of the corpus of real data; the tests of this folder need it. */
export const corpus = process.env.ATTACK_MAPPINGS_CORPUS ?? '';

/** Runs with the corpus; without it the tests are skipped, and their title says what they need. */
export const describeCorpus = (title: string, body: () => void) =>
  describe.skipIf(corpus === '')(`${title} (needs ATTACK_MAPPINGS_CORPUS)`, body);

const REPOSITORY =
  'raw.githubusercontent.com/center-for-threat-informed-defense/mappings-explorer/main/mappings';

/** The unified files of the corpus, ordered. */
export function unifiedPaths(): string[] {
  return readdirSync(join(corpus, REPOSITORY), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(corpus, REPOSITORY, name));
}

/** The unified files of the corpus by the path of their set. */
export function unifiedFiles(): Map<string, UnifiedMappings> {
  const folder = join(corpus, REPOSITORY);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  return new Map(
    files
      .sort()
      .map((file) => [
        file.slice(0, file.lastIndexOf('/')),
        JSON.parse(readFileSync(join(folder, file), 'utf8')),
      ]),
  );
}

export interface CorpusBuild {
  readonly folder: string;
  readonly exitCode: number | null;
  readonly report: RunReport;
  readonly sets: readonly ManifestSet[];
  readonly combined: readonly ManifestCombined[];
  /** A JSON file of the build, by its path. */
  json<T>(path: string): T;
  text(path: string): string;
  /** Paths of all files that end so, ordered. */
  files(ending: string): string[];
}

/** Builds the whole corpus once for a test file, in a process of its own. */
export async function buildCorpus(formats: string, align = 'none'): Promise<CorpusBuild> {
  const root = await mkdtemp(join(tmpdir(), 'attack-mappings-corpus-'));
  afterAll(() => rm(root, { recursive: true, force: true }));
  const args = [
    'build',
    'mappings-explorer',
    '--mirror',
    corpus,
    '--out',
    join(root, 'out'),
    '--cache',
    join(root, 'cache'),
    '--formats',
    formats,
    '--align',
    align,
    '--json',
  ];
  const { exitCode, stdout } = await runCli(args);
  const folder = join(root, 'out', 'mappings-explorer');
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  const { sets, combined = [] } = JSON.parse(text('manifest.json')) as Manifest;
  return {
    folder,
    exitCode,
    report: JSON.parse(stdout),
    sets,
    combined,
    json: (path) => JSON.parse(text(path)),
    text,
    files: (ending) =>
      [...sets, ...combined]
        .flatMap(({ outputs }) => outputs.map((file) => file.path))
        .filter((path) => path.endsWith(ending)),
  };
}

const indexes = new Map<string, AttackIndex>();

/** ATT&CK of one version and domain; undefined where the corpus has none. */
export function attackIndex(domain: string, version: string): AttackIndex | undefined {
  const name = `${domain}-attack/${domain}-attack-${version}.json`;
  const known = indexes.get(name);
  if (known) return known;
  const path = join(corpus, 'raw.githubusercontent.com/mitre-attack/attack-stix-data/master', name);
  try {
    const { objects } = JSON.parse(readFileSync(path, 'utf8'));
    const index = readBundle(objects, domain, { version, url: name, sha256: '0'.repeat(64) });
    indexes.set(name, index);
    return index;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
