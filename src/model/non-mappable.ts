import type { Mapping } from '../generated/mapping-set.ts';

/** True for a row that says that there is nothing to map: of a capability, or of a technique. */
export function isNonMappable({ status, mapping_type, derived }: Mapping): boolean {
  return (
    status === 'non_mappable' ||
    mapping_type === 'non_mappable' ||
    derived.mapping_type === 'non_mappable'
  );
}
