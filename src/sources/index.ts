import type { Source } from '../contracts.ts';
import type { SourceSettings } from '../generated/pipeline.ts';
import { gitTree } from './git-tree.ts';

/** Every kind of source by the name that pipeline files use. */
export const sources: ReadonlyMap<string, (settings: SourceSettings) => Source> = new Map([
  ['git-tree', gitTree],
]);
