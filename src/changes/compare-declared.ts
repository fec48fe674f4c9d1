import type { CapabilityEntry, DeclaredEntry, DeclaredType } from '../generated/changes.ts';
import type { MappingSet } from '../generated/mapping-set.ts';
import { derivedMappingType } from '../model/mapping-types.ts';
import { compareEntries, type EntryChanges, type EntryMember } from './compare-entries.ts';
import { capabilityEntry, declaredEntry } from './published-entries.ts';

const TYPE_MEMBERS: readonly EntryMember<DeclaredType>[] = [
  ['id', 'respelled'],
  ['name', ({ name: a = '' }, { name: b = '' }) => (meansSame(a, b) ? 'respelled' : 'renamed')],
  ['description', 'described'],
  ['additional', 'described'],
];
const ENTRY_MEMBERS: readonly EntryMember<DeclaredEntry>[] = [
  ['name', 'renamed'],
  ['description', 'described'],
];
const CAPABILITY_MEMBERS: readonly EntryMember<CapabilityEntry>[] = [
  ['spellings', 'respelled'],
  ['names', 'renamed'],
  ['groups', 'regrouped'],
  ['description', 'described'],
  ['additional', 'described'],
];

/** Mapping types as declared; `protects` and `mitigates` are one type. */
export function compareTypes(old: MappingSet, next: MappingSet): EntryChanges<DeclaredType> {
  return compareEntries(
    old.mapping_types,
    next.mapping_types,
    TYPE_MEMBERS,
    ({ id }) => id,
    ({ id }) => derivedMappingType(id),
  );
}

/** Capability groups, or what documents say of techniques. */
export function compareDeclared(
  old: readonly Parameters<typeof declaredEntry>[0][],
  next: readonly Parameters<typeof declaredEntry>[0][],
): EntryChanges<DeclaredEntry> {
  const idOf = ({ id }: DeclaredEntry) => id;
  return compareEntries(old.map(declaredEntry), next.map(declaredEntry), ENTRY_MEMBERS, idOf);
}

export function compareCapabilities(
  old: MappingSet,
  next: MappingSet,
  identityOf: (id: string) => string,
): EntryChanges<CapabilityEntry> {
  const entriesOf = ({ capabilities }: MappingSet) =>
    capabilities.map((entry) => capabilityEntry(entry, identityOf(entry.id)));
  return compareEntries(
    entriesOf(old),
    entriesOf(next),
    CAPABILITY_MEMBERS,
    ({ identity }) => identity,
  );
}

function meansSame(a: string, b: string): boolean {
  return derivedMappingType(a) === derivedMappingType(b);
}
