import type { Mapping } from '../generated/mapping-set.ts';

/** True for a row that says that there is nothing to map. */
export function isNonMappable({ status, derived }: Mapping): boolean {
  return status === 'non_mappable' || derived.mapping_type === 'non_mappable';
}
