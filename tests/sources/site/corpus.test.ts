import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { ListedDocument } from '../../../src/contracts.ts';
import { createFetch } from '../../../src/io/fetch/create-fetch.ts';
import { setPath } from '../../../src/model/set-key.ts';
import { site } from '../../../src/sources/site/site.ts';
import { corpus, describeCorpus, unifiedFiles } from '../../corpus/corpus.ts';

const HOME = 'https://center-for-threat-informed-defense.github.io/mappings-explorer/';

describeCorpus('the pages of the corpus, as a site that lacks most of its pages', () => {
  async function listed(level: 'tables' | 'full'): Promise<ListedDocument[]> {
    const cacheDir = await mkdtemp(join(tmpdir(), 'attack-mappings-site-'));
    afterAll(() => rm(cacheDir, { recursive: true, force: true }));
    const hosts = [new URL(HOME).host];
    const options = { cacheDir, hosts, mirror: corpus, userAgent: 'test', onWarning() {} };
    const { fetch, close } = createFetch(options);
    const documents: ListedDocument[] = [];
    for await (const document of site({ type: 'site', home: HOME, level }).documents(fetch))
      documents.push(document);
    await close();
    return documents;
  }

  it('names every version of the frameworks whose root page is there, each missing one with its error', async () => {
    const documents = await listed('tables');
    const sets = documents.map(
      ({ set: { framework, framework_version, attack_version, domain } }) =>
        [framework, framework_version, attack_version, domain].filter(Boolean).join(' '),
    );
    expect(sets).toEqual([
      'aws',
      'azure',
      'cri_profile v2.1 16.1 enterprise',
      'csa_ccm',
      'gcp',
      'intel-vpro',
      'kev',
      'm365 12.11.2023 14.1 enterprise',
      'm365 07.18.2025 16.1 enterprise',
      ...['10.1', '12.1', '14.1'].flatMap((attack) =>
        ['rev4', 'rev5'].map((version) => `nist_800_53 ${version} ${attack} enterprise`),
      ),
      'nist_800_53 rev5 16.1 enterprise',
      ...['8.2', '9.0'].flatMap((attack) =>
        ['rev4', 'rev5'].map((version) => `nist_800_53 ${version} ${attack} enterprise`),
      ),
      'veris',
    ]);
    const there = documents.filter(({ error }) => !error).map(({ url }) => url.slice(HOME.length));
    expect(there).toEqual([
      'external/m365/attack-14.1/domain-enterprise/m365-12.11.2023/',
      'external/m365/attack-16.1/domain-enterprise/m365-07.18.2025/all-data.html',
    ]);
    for (const { error } of documents) if (error) expect(error.missing).toBe(true);
  });

  it('has a page for each capability, group and technique that the file of the set maps', async () => {
    const documents = await listed('full');
    for (const [path, file] of unifiedFiles()) {
      if (!path.startsWith('m365/')) continue;
      const pages = documents.filter(
        ({ set, role }) =>
          role === 'enrich' &&
          set.framework_version &&
          setPath(set as Parameters<typeof setPath>[0]) === path,
      );
      const rows = file.mapping_objects;
      const groups = new Set(rows.map((row) => row.capability_group));
      const capabilities = new Set(rows.map((row) => row.capability_id));
      const techniques = new Set(
        rows.filter(({ status }) => status !== 'non_mappable').map((row) => row.attack_object_id),
      );
      expect(pages).toHaveLength(groups.size + capabilities.size + techniques.size);
      for (const technique of techniques)
        expect(pages.some(({ url }) => url.endsWith(`/techniques/${technique}/`))).toBe(true);
    }
  });
});
