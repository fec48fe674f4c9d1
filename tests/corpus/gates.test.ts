import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuildRequest, runBuild } from '../../src/commands/run-build.ts';
import type { Manifest } from '../../src/generated/manifest.ts';
import { corpus, describeCorpus } from './corpus.ts';

const OLD = 'azure/attack-8.2/azure-06.29.2021/enterprise';
const NEW = 'azure/attack-16.1/azure-04.26.2025/enterprise';

describeCorpus('the gates of mappings-explorer on the corpus', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'attack-mappings-gates-'));
    afterAll(() => rm(folder, { recursive: true, force: true }));
  });

  const night = (request: BuildRequest = {}, accept: readonly string[] = []) =>
    runBuild({
      pipelines: ['mappings-explorer'],
      mirror: corpus,
      out: join(folder, 'out'),
      cache: join(folder, 'cache'),
      formats: ['json'],
      align: 'none',
      gates: { accept },
      ...request,
    });
  const manifest = (): Manifest =>
    JSON.parse(readFileSync(join(folder, 'out/mappings-explorer/manifest.json'), 'utf8'));

  it('stop a release that lost many capabilities, and nothing else that was published', async () => {
    expect((await night({ only: OLD })).totals).toMatchObject({ sets: 1, stale: 0 });
    const report = await night();
    expect(report.totals).toMatchObject({ sets: 21, failed: 0, stale: 1 });
    const stopped = report.pipelines[0]?.sets.find(({ status }) => status === 'stale');
    expect(stopped).toMatchObject({ path: NEW, error: { gate: 'lost_capabilities' } });
    expect(stopped?.error?.message).toMatch(
      /^stopped by the gates lost_capabilities: expected at most 5 of the 48 capabilities of azure\/attack-8\.2\/\S+ to be gone, found 30 gone: .*; changed_shape: .*found attack_version new\./,
    );
    const accept = [`lost_capabilities:${NEW}`, `changed_shape:${NEW}`];
    expect((await night({}, accept)).totals).toMatchObject({ sets: 22, failed: 0, stale: 0 });
  }, 120_000);

  it('let every set through on a night on which nothing is new, whatever was remembered', async () => {
    const before = manifest();
    const report = await night({ cache: join(folder, 'other-cache') });
    expect(report.totals).toMatchObject({ sets: 22, failed: 0, stale: 0, unchanged: 0 });
    expect(manifest()).toEqual(before);
    for (const { facts, counts, path } of before.sets) {
      expect(facts?.capabilities.length, path).toBe(counts.capabilities);
      expect(facts?.fields).toContain('attack_object_id');
    }
  }, 120_000);
});
