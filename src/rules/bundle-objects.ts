import type { AttackIndex, Technique } from '../contracts.ts';
import type { Place } from '../generated/run-report.ts';
import { jsonPointer } from '../model/json-pointer.ts';
import { isRecord } from '../model/json-value.ts';
import type { SourceRow } from '../records.ts';
import { at } from './place.ts';
import type { CheckedBundle } from './rule.ts';

export interface BundleObject {
  readonly object: SourceRow;
  readonly place: Place;
}

/** The objects of a bundle, as far as they are such. */
export function objectsOf({ objects }: CheckedBundle): BundleObject[] {
  return objects.flatMap((object, i) =>
    isRecord(object) ? [{ object, place: { pointer: jsonPointer('objects', String(i)) } }] : [],
  );
}

/** Ids of the objects in a bundle. */
export function idsIn(bundle: CheckedBundle): Set<unknown> {
  return new Set(objectsOf(bundle).map(({ object }) => object.id));
}

/** A reference of an object to another one. */
export interface BundleReference {
  readonly id: string;
  readonly member: string;
  readonly place: Place;
}

/** References in members that are named so (STIX 2.1, 2.9): `*_ref` and `*_refs`. */
export function referencesOf({ object, place }: BundleObject): BundleReference[] {
  return Object.entries(object).flatMap(([member, value]): BundleReference[] => {
    if (member.endsWith('_ref') && typeof value === 'string') {
      return [{ id: value, member, place: at(place, member) }];
    }
    if (!member.endsWith('_refs') || !Array.isArray(value)) return [];
    return value.flatMap((id, i) =>
      typeof id === 'string' ? [{ id, member, place: at(place, member, String(i)) }] : [],
    );
  });
}

/** An end of a relationship that is a technique of ATT&CK. */
export interface TechniqueEnd {
  readonly id: string;
  readonly place: Place;
  /** Absent when the ATT&CK version does not know it. */
  readonly technique?: Technique;
}

/**
 * Attack-patterns at the ends of relationships. Those that the bundle defines itself are ATT&CK's
 * only where ATT&CK knows them. Nothing without ATT&CK.
 */
export function techniqueEndsOf(bundle: CheckedBundle): TechniqueEnd[] {
  if (bundle.attack === undefined) return [];
  const techniques = byStixId(bundle.attack);
  const own = idsIn(bundle);
  return (
    objectsOf(bundle)
      // What is revoked says of the past, when its technique may have been another one.
      .filter(({ object }) => object.type === 'relationship' && object.revoked !== true)
      .flatMap(referencesOf)
      .filter(({ id, member }) => /^(?:source|target)_ref$/.test(member) && isAttackPattern(id))
      .flatMap(({ id, place }) => {
        const technique = techniques.get(id);
        if (technique) return [{ id, place, technique }];
        return own.has(id) ? [] : [{ id, place }];
      })
  );
}

export function isAttackPattern(id: string): boolean {
  return id.startsWith('attack-pattern--');
}

function byStixId(indexes: readonly AttackIndex[]): Map<string, Technique> {
  return new Map(
    indexes.flatMap(({ techniques }) =>
      [...techniques.values()].map((technique): [string, Technique] => [
        technique.stix_id,
        technique,
      ]),
    ),
  );
}
