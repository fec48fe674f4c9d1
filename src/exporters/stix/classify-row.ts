import type { Mapping } from '../../generated/mapping-set.ts';
import { isNonMappable } from '../../model/non-mappable.ts';

/** What a row becomes in STIX. */
export type RowClass =
  | { readonly kind: 'relationship'; readonly capability: string; readonly technique: string }
  | {
      readonly kind: 'unresolved-technique' | 'non-mappable-capability';
      readonly capability: string;
    }
  | { readonly kind: 'non-mappable-technique' }
  | { readonly kind: 'nothing' };

/** Only a mapped row with both its ends, the technique known to ATT&CK, is a relationship. */
export function classifyRow(row: Mapping): RowClass {
  const capability = row.capability_id;
  if (capability === undefined)
    return { kind: row.attack_object_id === undefined ? 'nothing' : 'non-mappable-technique' };
  if (row.attack_object_id === undefined || isNonMappable(row))
    return { kind: 'non-mappable-capability', capability };
  const technique = techniqueRef(row);
  if (technique === undefined) return { kind: 'unresolved-technique', capability };
  return { kind: 'relationship', capability, technique };
}

/** ATT&CK's own STIX id, followed along revoked-by; undefined when ATT&CK does not know the id. */
export function techniqueRef({ derived }: Mapping): string | undefined {
  const technique = derived.technique;
  if (technique === undefined || technique.status === 'unknown') return undefined;
  return technique.successor?.stix_id ?? technique.stix_id;
}
