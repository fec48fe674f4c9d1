/** Real documents of every parser, small ones: what is mutated. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorkbook } from '../tests/support/make-workbook.ts';

const ROOT = join(import.meta.dirname, '..');
const MAPPINGS = 'pipelines/sample/mappings';
const SETS = 'output/sample';

const WORKBOOK = makeWorkbook({
  Mappings: [
    ['Control ID', 'Control Name', 'Mapping Type', 'Technique ID', 'Technique Name'],
    ['XY-1', 'Watch the Door ', 'mitigates', 'T1078', 'Valid Accounts'],
    ['XY-2', 'Lock & Bolt', 'mitigates', 'T1078.001', undefined],
  ],
  Notes: [['Read me']],
});
const DESCRIPTIONS = [
  { id: 'XY-1 ', description: '<p>Watch the <a href="https://example.org/d">door</a>.</p>' },
  { id: 'XY-2', description: 'Plain\ntext < html', tags: ['wet', { deep: 1 }] },
  { id: null, description: 'Nobody' },
];

/** Paths below the repository, or bytes, by parser. */
const DOCUMENTS: Readonly<Record<string, readonly (string | Uint8Array)[]>> = {
  'unified-json': [
    `${MAPPINGS}/csa_ccm/attack-16.1/csa_ccm-4.1/enterprise/csa_ccm-4.1_attack-16.1-enterprise.json`,
    `${MAPPINGS}/kev/attack-15.1/kev-02.13.2025/mobile/kev-02.13.2025_attack-15.1-mobile.json`,
    `${MAPPINGS}/veris/attack-12.1/veris-1.3.7/ics/veris-1.3.7_attack-12.1-ics.json`,
  ],
  'mapping-set': [
    `${SETS}/csa_ccm/attack-16.1/csa_ccm-4.1/enterprise/mappings.json`,
    `${SETS}/aligned-18.1/kev/attack-15.1/kev-02.13.2025/mobile/mappings.json`,
  ],
  'site-page': [
    ...['capability', 'group', 'non-mappable', 'technique', 'technique-2025-01'],
    ...['technique-unmapped', 'version'],
  ].map((name) => `tests/fixtures/site/${name}.html`),
  'page-text': ['hostile-comments', 'newer-whole-page', 'older', 'two-pages'].map(
    (name) => `tests/fixtures/page-text/${name}.txt`,
  ),
  'security-stack': ['BadgeGate', 'GuestBook'].map(
    (name) => `tests/fixtures/security-stack/${name}.yaml`,
  ),
  'nist-workbook': [WORKBOOK],
  'veris-json': ['tests/fixtures/veris/mappings.json'],
  'veris-enumerations': ['tests/fixtures/veris/enumerations.csv'],
  'veris-non-mappables': ['tests/fixtures/veris/non-mappables.csv'],
  'attack-to-cve': ['tests/fixtures/attack-to-cve/mappings.csv'],
  'capability-descriptions': [Buffer.from(JSON.stringify(DESCRIPTIONS))],
};

/** Throws for a parser without a document, so that a new one is not forgotten. */
export function documentsFor(parser: string): readonly Uint8Array[] {
  const documents = DOCUMENTS[parser];
  if (documents === undefined) throw new Error(`fuzz/documents.ts has none for ${parser}`);
  return documents.map((document) =>
    typeof document === 'string' ? readFileSync(join(ROOT, document)) : document,
  );
}
