import { createHash } from 'node:crypto';
import type { MappingSet } from '../generated/mapping-set.ts';

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
  return `${stem}.where-${filterSlug(set.filter)}.${extension}`;
}

/** Lower-case letters, digits and hyphens of the filter, then eight digits of its hash. */
function filterSlug(filter: string): string {
  const words = filter
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(filter).digest('hex').slice(0, 8);
  return words === '' ? hash : `${words}-${hash}`;
}
