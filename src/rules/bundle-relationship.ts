import { objectsOf } from './bundle-objects.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

/** What may stand at the ends of types that mappings use (STIX 2.1, 4). */
const ENDS: ReadonlyMap<unknown, { sources: readonly string[]; targets: readonly string[] }> =
  new Map([
    [
      'mitigates',
      {
        sources: ['course-of-action'],
        targets: ['attack-pattern', 'indicator', 'malware', 'tool', 'vulnerability'],
      },
    ],
    [
      'targets',
      {
        sources: ['attack-pattern', 'campaign', 'intrusion-set', 'malware', 'threat-actor', 'tool'],
        targets: ['identity', 'infrastructure', 'location', 'vulnerability'],
      },
    ],
  ]);

export const bundleRelationship: Rule = {
  name: 'bundle-relationship',
  title: 'Relationship that is not defined between such objects',
  description:
    'STIX defines each type of relationship for some types of objects only, and OpenCTI refuses the others: what mitigates is a course of action. Choose another type; related-to is open to all.',
  severity: 'error',
  example: {
    bad: '{ "type": "relationship", "relationship_type": "mitigates", "source_ref": "vulnerability--5d0092c5-5f74-4287-9642-33f4c354e56d", "target_ref": "attack-pattern--a93494bb-4b80-4ea1-8695-3236a49916fd" }',
    good: '{ "type": "relationship", "relationship_type": "related-to", "source_ref": "vulnerability--5d0092c5-5f74-4287-9642-33f4c354e56d", "target_ref": "attack-pattern--a93494bb-4b80-4ea1-8695-3236a49916fd" }',
  },
  bundle: (bundle, say) => {
    for (const { object, place } of objectsOf(bundle)) {
      const { type, relationship_type, source_ref, target_ref } = object;
      const ends = ENDS.get(relationship_type);
      if (type !== 'relationship' || ends === undefined) continue;
      const source = typeOf(source_ref);
      const target = typeOf(target_ref);
      if (ends.sources.includes(source) && ends.targets.includes(target)) continue;
      say({
        place,
        message: `${relationship_type} is not defined from ${quoted(source)} to ${quoted(target)}`,
        expected: `from ${ends.sources.join(', ')} to ${ends.targets.join(', ')}`,
        suggestion: 'choose another relationship type, as related-to',
      });
    }
  },
};

function typeOf(ref: unknown): string {
  return typeof ref === 'string' ? (ref.split('--', 1)[0] ?? '') : '';
}
