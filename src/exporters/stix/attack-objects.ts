import type { AttackView } from '../../contracts.ts';
import type { StixObject } from './objects.ts';

/** Ids that an object refers to, as an end of a relationship or a subject of a report or note. */
export function referencesOf({ source_ref, target_ref, object_refs }: StixObject): string[] {
  const refs = [source_ref, target_ref, ...(Array.isArray(object_refs) ? object_refs : [])];
  return refs.filter((ref) => typeof ref === 'string');
}

/**
 * The ATT&CK objects that ours refer to, unchanged, with the identities and markings they need.
 * Objects that are there already are not repeated.
 */
export async function attackObjects(
  references: Iterable<string>,
  present: { has(id: string): boolean },
  attack: AttackView,
): Promise<StixObject[]> {
  const wanted = new Set([...references].filter((ref) => !present.has(ref)));
  if (wanted.size === 0) return [];
  const added = new Map<string, StixObject>();
  for (const object of await attack.objects(wanted)) {
    if (isStixObject(object) && !present.has(object.id)) added.set(object.id, object);
  }
  return [...added.values()];
}

function isStixObject(object: Readonly<Record<string, unknown>>): object is StixObject {
  return typeof object.type === 'string' && typeof object.id === 'string';
}
