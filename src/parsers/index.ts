import type { Parser } from '../contracts.ts';

/** A parser is loaded when a document asks for it: no build pays for the libraries of others. */
export type LoadParser = () => Promise<Parser>;

/** Every parser by the name that pipeline files use. */
export const parsers: ReadonlyMap<string, LoadParser> = new Map<string, LoadParser>([
  ['unified-json', async () => (await import('./unified-json.ts')).unifiedJson],
  ['mapping-set', async () => (await import('./mapping-set.ts')).mappingSet],
  ['site-page', async () => (await import('./site/site-page.ts')).sitePage],
  ['page-text', async () => (await import('./page-text/parser.ts')).pageText],
  ['security-stack', async () => (await import('./security-stack/parser.ts')).securityStack],
  ['nist-workbook', async () => (await import('./nist-workbook.ts')).nistWorkbook],
  ['veris-json', async () => (await import('./veris-json/parser.ts')).verisJson],
  ['veris-enumerations', async () => (await import('./veris-enumerations.ts')).verisEnumerations],
  ['veris-non-mappables', async () => (await import('./veris-non-mappables.ts')).verisNonMappables],
  ['attack-to-cve', async () => (await import('./attack-to-cve.ts')).attackToCve],
  [
    'capability-descriptions',
    async () => (await import('./capability-descriptions.ts')).capabilityDescriptions,
  ],
]);
