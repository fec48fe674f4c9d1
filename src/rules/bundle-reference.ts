import { shorten } from '../model/text.ts';
import { idsIn, isAttackPattern, objectsOf, referencesOf } from './bundle-objects.ts';
import { MITRE_IDENTITY, MITRE_MARKING } from './object-of-attack.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

/**
 * Objects that every importer of ATT&CK has: MITRE, its terms of use, and the traffic light
 * protocol (STIX 2.1, 7.2.1.4).
 */
const EVERYWHERE: ReadonlySet<string> = new Set([
  MITRE_IDENTITY,
  MITRE_MARKING,
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed',
  'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
]);

/** A delta is imported on top of an earlier bundle: what it refers to is there. */
const DELTA = /(?:^|\/)stix-delta[^/]*\.json$/;

export const bundleReference: Rule = {
  name: 'bundle-reference',
  title: 'Reference to an object that is not there',
  description:
    'An object refers to one that is neither in the bundle nor a technique of ATT&CK. Importers drop what refers to it, or wait for an object that never comes. Add the object, or correct the id.',
  severity: 'error',
  needsAttack: true,
  example: {
    bad: '{ "objects": [{ "type": "relationship", "relationship_type": "mitigates", "source_ref": "course-of-action--5d0092c5-5f74-4287-9642-33f4c354e56d", "target_ref": "attack-pattern--a93494bb-4b80-4ea1-8695-3236a49916fd" }] }',
    good: '{ "objects": [{ "type": "course-of-action", "id": "course-of-action--5d0092c5-5f74-4287-9642-33f4c354e56d" }, { "type": "relationship", "relationship_type": "mitigates", "source_ref": "course-of-action--5d0092c5-5f74-4287-9642-33f4c354e56d", "target_ref": "attack-pattern--a93494bb-4b80-4ea1-8695-3236a49916fd" }] }',
  },
  bundle: (bundle, say) => {
    if (DELTA.test(bundle.file)) return;
    const own = idsIn(bundle);
    const techniques = new Set(
      (bundle.attack ?? []).flatMap((index) =>
        [...index.techniques.values()].map(({ stix_id }) => stix_id),
      ),
    );
    for (const entry of objectsOf(bundle)) {
      const isRelationship = entry.object.type === 'relationship';
      for (const { id, member, place } of referencesOf(entry)) {
        if (own.has(id) || EVERYWHERE.has(id) || techniques.has(id)) continue;
        // Techniques at the ends of relationships have rules of their own; unknown ones need ATT&CK.
        if (isAttackPattern(id) && (isRelationship || bundle.attack === undefined)) continue;
        say({
          place,
          message: `${member} names ${quoted(id)}, which is not in the bundle`,
          found: shorten(id, 100),
          suggestion: 'add the object, or correct the id',
        });
      }
    }
  },
};
