import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';
import { assemble } from '../../src/model/assemble.ts';
import { enricher } from '../../src/model/enrich-set.ts';
import { framework } from '../../src/model/frameworks.ts';
import { recordsAbout } from '../../src/model/records-of-set.ts';
import { sitePage } from '../../src/parsers/site/site-page.ts';
import { unifiedJson } from '../../src/parsers/unified-json.ts';
import { corpus, describeCorpus } from './corpus.ts';

const HOST = 'center-for-threat-informed-defense.github.io/mappings-explorer';
const RAW = 'raw.githubusercontent.com/center-for-threat-informed-defense/mappings-explorer/main';
const M365_14 = 'external/m365/attack-14.1/domain-enterprise/m365-12.11.2023';
const M365_16 = 'external/m365/attack-16.1/domain-enterprise/m365-07.18.2025';
const KEV = 'external/kev/attack-15.1/domain-enterprise/kev-02.13.2025';
const MOBILE = 'external/kev/attack-15.1/domain-mobile/kev-02.13.2025';
const AWS = 'external/aws/attack-9.0/domain-enterprise/aws-09.21.2021';
const techniques = (version: string, ...ids: string[]) =>
  ids.map((id) => `attack/attack-${version}/domain-enterprise/techniques/${id}`);

/** Every page of the corpus that speaks of a set whose file is there too. */
const PAGES: readonly [
  framework: string,
  version: string,
  attack: string,
  domain: string,
  pages: string[],
][] = [
  [
    'm365',
    '12.11.2023',
    '14.1',
    'enterprise',
    [M365_14, `${M365_14}/EID-IDPR-E5`, ...techniques('14.1', 'T1621')],
  ],
  [
    'm365',
    '07.18.2025',
    '16.1',
    'enterprise',
    [
      `${M365_16}/all-data.html`,
      M365_16,
      `${M365_16}/EID-MFA-E3`,
      `${M365_16}/capability-groups/entra-id`,
      ...techniques('16.1', 'T1621', 'T1110', 'T1098.001'),
    ],
  ],
  ['kev', '02.13.2025', '15.1', 'enterprise', [`${KEV}/all-data.html`, KEV]],
  ['kev', '02.13.2025', '15.1', 'mobile', [MOBILE, `${MOBILE}/CVE-2021-38000`]],
  ['aws', '09.21.2021', '9.0', 'enterprise', [AWS]],
  [
    'cri_profile',
    'v2.1',
    '16.1',
    'enterprise',
    ['external/cri_profile', ...techniques('16.1', 'T1621', 'T1110', 'T1098.001')],
  ],
  [
    'nist_800_53',
    'rev5',
    '16.1',
    'enterprise',
    [
      'external/nist',
      'external/nist/attack-16.1/domain-enterprise/nist-rev5/AC-02',
      ...techniques('16.1', 'T1621', 'T1110', 'T1098.001'),
    ],
  ],
  ['nist_800_53', 'rev5', '14.1', 'enterprise', techniques('14.1', 'T1621')],
];

/** Findings on the set's own rows are the build's; here only those of the comparison count. */
const COMPARING = /^(row-|name-|description-|capability-without-rows|page-|group-)/;

function published(name: string, version: string, attack: string, domain: string): MappingSet {
  const key = { framework: name, framework_version: version, attack_version: attack, domain };
  const path = `mappings/${name}/attack-${attack}/${name}-${version}/${domain}`;
  const url = `${path}/${name}-${version}_attack-${attack}-${domain}.json`;
  const body = readFileSync(join(corpus, RAW, url));
  const document = { url, sha256: '0'.repeat(64), parser: 'unified-json' };
  const records = [...unifiedJson({ ...document, mediaType: '', body })];
  return assemble([{ document, records }], {
    key,
    framework: framework(name, version, undefined),
    attribution: [],
    report: () => {},
  });
}

async function enrich(set: MappingSet, pages: readonly string[], change = (html: string) => html) {
  const diagnostics: Diagnostic[] = [];
  const enriching = enricher(set, (diagnostic) => diagnostics.push(diagnostic));
  for (const page of pages) {
    const file = page.endsWith('.html') ? page : `${page}/index.html`;
    const url = `https://${HOST}/${page.endsWith('.html') ? page : `${page}/`}`;
    const body = Buffer.from(change(readFileSync(join(corpus, HOST, file), 'utf8')));
    const records = [];
    const input = { url, mediaType: 'text/html', sha256: '1'.repeat(64), body, set: set.key };
    for await (const record of sitePage(input)) records.push(record);
    const document = { url, sha256: input.sha256, parser: 'site-page', role: 'enrich' as const };
    enriching.add(document, recordsAbout(records, set.key));
  }
  return {
    set: enriching.result(),
    findings: diagnostics.filter(({ rule }) => COMPARING.test(rule)),
  };
}

describeCorpus('the website beside the files', () => {
  it.each(PAGES)('%s %s at %s %s: no row differs', async (name, version, attack, domain, pages) => {
    const before = published(name, version, attack, domain);
    const { set, findings } = await enrich(before, pages);
    expect(set.mappings).toEqual(before.mappings);
    const expected = name === 'm365' && attack === '16.1' ? ['name-differs', 'name-differs'] : [];
    expect(findings.map(({ rule }) => rule).filter((rule) => rule !== 'page-cut-short')).toEqual(
      expected,
    );
  });

  it('adds the descriptions that only the pages have', async () => {
    const { set } = await enrich(published('m365', '07.18.2025', '16.1', 'enterprise'), [
      `${M365_16}/EID-MFA-E3`,
    ]);
    const described = set.capabilities.filter(({ description }) => description !== undefined);
    expect(described.map(({ id }) => id)).toEqual(['EID-MFA-E3']);
    expect(described[0]?.description?.source).toBe(`https://${HOST}/${M365_16}/EID-MFA-E3/`);
  });

  it('reports a score, a comment and a row that the page has otherwise', async () => {
    const before = published('kev', '02.13.2025', '15.1', 'mobile');
    const differing = async (from: RegExp, to: string) =>
      (await enrich(before, [MOBILE], (html) => html.replace(from, to))).findings.map(
        ({ rule, place }) => [rule, place.row],
      );
    expect(await differing(/exploitation_technique/, 'primary_impact')).toEqual([
      ['row-differs', 1],
    ]);
    expect(await differing(/This zero-day/, 'That zero-day')).toEqual([['row-differs', 1]]);
    expect(await differing(/>\s*T1660\s*</, '>T1661<')).toEqual([
      ['row-not-in-set', 1],
      ['row-only-in-set', undefined],
    ]);
  });
});
