import type { Parser } from '../contracts.ts';
import { mappingSet } from './mapping-set.ts';
import { unifiedJson } from './unified-json.ts';

/** Every parser by the name that pipeline files use. */
export const parsers: ReadonlyMap<string, Parser> = new Map<string, Parser>([
  ['unified-json', unifiedJson],
  ['mapping-set', mappingSet],
]);
