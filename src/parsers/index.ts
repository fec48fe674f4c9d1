import type { Parser } from '../contracts.ts';

/** A parser is loaded when a document asks for it: no build pays for the libraries of others. */
export type LoadParser = () => Promise<Parser>;

/** Every parser by the name that pipeline files use. */
export const parsers: ReadonlyMap<string, LoadParser> = new Map<string, LoadParser>([
  ['unified-json', async () => (await import('./unified-json.ts')).unifiedJson],
  ['mapping-set', async () => (await import('./mapping-set.ts')).mappingSet],
]);
