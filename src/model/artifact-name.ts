import type { MappingSet } from '../generated/mapping-set.ts';
import { slug } from './slug.ts';

/** Longest readable part of a filter in a file name. */
const MAX_SLUG = 60;

/**
 * File name of an artefact: `mappings.csv`, and for a filtered set `mappings.where-<slug>.csv`, so
 * that a part never passes for the whole. Different filters give different names.
 */
export function artifactName(
  set: Pick<MappingSet, 'filter'>,
  stem: string,
  extension: string,
): string {
  if (set.filter === undefined) return `${stem}.${extension}`;
  return `${stem}.where-${slug(set.filter, MAX_SLUG)}.${extension}`;
}
