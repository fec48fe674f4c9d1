import type { AttackView } from '../../contracts.ts';
import type { StixObject } from './objects.ts';

/**
 * The ATT&CK objects that ours refer to, unchanged, with the identities and markings they need.
 * Objects that are there already are not repeated.
 */
export async function attackObjects(
  own: readonly StixObject[],
  attack: AttackView,
): Promise<StixObject[]> {
  const present = new Set(own.map((object) => object.id));
  const wanted = new Set<string>();
  for (const { source_ref, target_ref, object_refs } of own) {
    for (const ref of [source_ref, target_ref, ...(Array.isArray(object_refs) ? object_refs : [])])
      if (typeof ref === 'string' && !present.has(ref)) wanted.add(ref);
  }
  const added = new Map<string, StixObject>();
  for (const object of await attack.objects(wanted)) {
    if (isStixObject(object) && !present.has(object.id)) added.set(object.id, object);
  }
  return [...added.values()];
}

function isStixObject(object: Readonly<Record<string, unknown>>): object is StixObject {
  return typeof object.type === 'string' && typeof object.id === 'string';
}
