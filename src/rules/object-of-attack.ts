import { ATTACK_SOURCES } from '../model/attack-sources.ts';
import { isRecord } from '../model/json-value.ts';
import type { SourceRow } from '../records.ts';

/** MITRE and its terms of use, in every bundle of ATT&CK. */
export const MITRE_IDENTITY = 'identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5';
export const MITRE_MARKING = 'marking-definition--fa42a846-8d90-4e51-bc29-71d5b4802168';

/** True for an object of ATT&CK: its versions are MITRE's, whoever carries it along. */
export function isOfAttack(object: SourceRow): boolean {
  const { type, id, created_by_ref, external_references: references } = object;
  if (id === MITRE_IDENTITY || id === MITRE_MARKING || created_by_ref === MITRE_IDENTITY) {
    return true;
  }
  if (typeof type === 'string' && type.startsWith('x-mitre-')) return true;
  return (
    Array.isArray(references) &&
    references.some((entry) => isRecord(entry) && ATTACK_SOURCES.has(entry.source_name))
  );
}
