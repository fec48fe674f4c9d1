import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/generated/manifest.ts';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import type { RunReport } from '../../src/generated/run-report.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import {
  type SampleServer,
  sampleText,
  servedPipeline,
  serveSample,
} from '../support/sample-server.ts';

const M365 = 'm365/attack-16.1/m365-07.18.2025/enterprise';
const DESCRIPTIONS = 'm365-07.18.2025_descriptions.json';

/** The served sample with an enrichment from a listing of description files. */
async function enrichedPipeline(folder: string, server: SampleServer): Promise<string> {
  const path = await servedPipeline(folder, server);
  const { origin } = server;
  const enrichments = `enrichments:
  words:
    source:
      type: git-tree
      listing: ${origin}/descriptions.json
      documents: ${origin}/descriptions/
      path: "{framework}-{framework_version}_descriptions.json"
    parser: capability-descriptions
`;
  await writeFile(path, `${await readFile(path, 'utf8')}${enrichments}`);
  return path;
}

/** Serves what is named here beside the sample. */
function serveBeside(server: SampleServer, documents: Readonly<Record<string, unknown>>): void {
  server.override = (path, response) => {
    if (!Object.hasOwn(documents, path)) return false;
    response.end(JSON.stringify(documents[path]));
    return true;
  };
}

const listing = (...paths: string[]) => ({ tree: paths.map((path) => ({ type: 'blob', path })) });

async function build(folder: string, pipeline: string, ...flags: string[]) {
  const { exitCode, stdout, stderr } = await runCli([
    'build',
    pipeline,
    ...['--out', join(folder, 'out'), '--cache', join(folder, 'cache'), '--json', ...flags],
  ]);
  if (exitCode === 2) return { exitCode, stderr, report: undefined, diagnostics: [] };
  const report: RunReport = JSON.parse(stdout);
  const [{ diagnostics } = { diagnostics: [] }] = report.pipelines;
  return { exitCode, stderr, report, diagnostics };
}

async function setIn(folder: string, path: string): Promise<MappingSet> {
  return JSON.parse(await readFile(join(folder, 'out/served', path, 'mappings.json'), 'utf8'));
}

describe('build --enrich', () => {
  it('adds descriptions, names their source in set and manifest, and leaves rows alone', async () => {
    const folder = await temporaryFolder();
    const server = await serveSample();
    const pipeline = await enrichedPipeline(folder, server);
    await build(folder, pipeline);
    const plain = await setIn(folder, M365);
    const [capability] = plain.capabilities;
    serveBeside(server, {
      '/descriptions.json': listing(DESCRIPTIONS),
      [`/descriptions/${DESCRIPTIONS}`]: [
        { id: capability?.id, description: '<p>What it is.</p>' },
      ],
    });

    const { exitCode, report } = await build(folder, pipeline, '--enrich', 'words');
    expect(exitCode).toBe(0);
    const source = `${server.origin}/descriptions/${DESCRIPTIONS}`;
    const enriched = await setIn(folder, M365);
    expect(enriched.capabilities[0]).toEqual({
      ...capability,
      description: { text: 'What it is.', source },
    });
    expect(enriched.mappings).toEqual(plain.mappings);
    const manifest: Manifest = JSON.parse(
      await readFile(join(folder, 'out/served/manifest.json'), 'utf8'),
    );
    const inputs = manifest.sets.find(({ path }) => path === M365)?.inputs ?? [];
    expect(inputs.filter(({ role }) => role === 'enrichment').map(({ url }) => url)).toEqual([
      source,
    ]);
    const others = report?.pipelines[0]?.sets.filter(({ status }) => status === 'unchanged');
    expect(others?.length).toBeGreaterThan(5);

    const again = await build(folder, pipeline, '--enrich', 'words');
    expect(again.report?.totals.unchanged).toBe(13);
    const bundle = await readFile(join(folder, 'out/served', M365, 'stix-bundle.json'), 'utf8');
    expect(bundle).toContain('What it is.');
  });

  it('builds without a document that cannot be had or read, and reports it', async () => {
    const folder = await temporaryFolder();
    const server = await serveSample();
    const pipeline = await enrichedPipeline(folder, server);
    serveBeside(server, {
      '/descriptions.json': listing(DESCRIPTIONS, 'kev-02.13.2025_descriptions.json'),
      '/descriptions/kev-02.13.2025_descriptions.json': { no: 'list' },
    });
    const { exitCode, report, diagnostics } = await build(folder, pipeline, '--enrich', 'words');
    expect(exitCode).toBe(0);
    expect(report?.totals).toMatchObject({ sets: 13, failed: 0 });
    const unavailable = diagnostics.filter(({ rule }) => rule === 'enrichment-unavailable');
    expect(new Set(unavailable.map(({ source }) => source.split('/').at(-1)))).toEqual(
      new Set([DESCRIPTIONS, 'kev-02.13.2025_descriptions.json']),
    );
  });

  it('says so when a document is of another set, and adds nothing of it', async () => {
    const folder = await temporaryFolder();
    const server = await serveSample();
    const pipeline = await enrichedPipeline(folder, server);
    const text = await readFile(pipeline, 'utf8');
    await writeFile(
      pipeline,
      text.replace('parser: capability-descriptions', 'parser: unified-json'),
    );
    const kev =
      'mappings/kev/attack-15.1/kev-02.13.2025/mobile/kev-02.13.2025_attack-15.1-mobile.json';
    serveBeside(server, {
      '/descriptions.json': listing(DESCRIPTIONS),
      [`/descriptions/${DESCRIPTIONS}`]: JSON.parse(await sampleText(kev)),
    });
    await build(folder, pipeline);
    const before = await setIn(folder, M365);
    const { exitCode, diagnostics } = await build(folder, pipeline, '--enrich', 'words');
    expect(exitCode).toBe(0);
    const found = diagnostics.filter(({ rule }) => rule === 'enrichment-of-another-set');
    expect(found).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('found kev') },
    ]);
    expect((await setIn(folder, M365)).mappings).toEqual(before.mappings);
  });

  it('builds all sets when the enrichment cannot be listed, and ends with code 1', async () => {
    const folder = await temporaryFolder();
    const server = await serveSample();
    const pipeline = await enrichedPipeline(folder, server);
    const { exitCode, report } = await build(folder, pipeline, '--enrich', 'words');
    expect(exitCode).toBe(1);
    expect(report?.totals).toMatchObject({ sets: 13, failed: 0 });
    expect(report?.pipelines[0]?.error).toMatchObject({ code: 'fetch' });
  });

  it.each([
    [['--enrich', 'word'], /no enrichment "word"\. Did you mean words\? There are: words/],
    [['--level', 'full'], /--level is for pipelines that read a website/],
    [['--level', 'all'], /no level "all": choose one of tables, full/],
  ])('refuses %j', async (flags, message) => {
    const folder = await temporaryFolder();
    const pipeline = await enrichedPipeline(folder, await serveSample());
    const { exitCode, stderr } = await build(folder, pipeline, ...flags);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('sets that the pipeline file names', () => {
  it('fail apart when their files are not listed; the others are built', async () => {
    const folder = await temporaryFolder();
    const server = await serveSample();
    const path = 'mappings/kev/attack-15.1/kev-02.13.2025/mobile/*.json';
    const key = 'framework: kev, attack_version: "15.1", domain: mobile';
    const pipeline = join(folder, 'served.yaml');
    await writeFile(
      pipeline,
      `title: Files
source:
  type: git-files
  listing: ${server.origin}/git-tree.json
  documents: ${server.origin}/
  sets:
    - key: { ${key}, framework_version: 02.13.2025 }
      files: [{ path: "${path}" }]
    - key: { ${key}, framework_version: 01.01.2024 }
      files: [{ path: "nowhere/*.json" }]
    - key: { ${key}, framework_version: 01.01.2023 }
      files: [{ path: "${path}" }, { path: "nowhere/*.json" }]
parser: unified-json
attack: ${server.origin}/attack/index.json
hosts: ["${new URL(server.origin).host}"]
exporters: { json: }
attribution: [Served by a test.]
`,
    );
    const { exitCode, report } = await build(folder, pipeline);
    expect(exitCode).toBe(1);
    expect(report?.pipelines[0]?.sets.map(({ path: set, status }) => [set, status])).toEqual([
      ['kev/attack-15.1/kev-01.01.2023/mobile', 'failed'],
      ['kev/attack-15.1/kev-01.01.2024/mobile', 'failed'],
      ['kev/attack-15.1/kev-02.13.2025/mobile', 'built'],
    ]);
    const only = await build(folder, pipeline, '--only', 'kev/attack-15.1/kev-02.13.2025/**');
    expect(only).toMatchObject({ exitCode: 0, report: { totals: { sets: 1, failed: 0 } } });
  });
});
