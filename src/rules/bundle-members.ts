import { jsonPointer } from '../model/json-pointer.ts';
import { inWords } from '../model/json-value.ts';
import { memberOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

const BUNDLE_ID = /^bundle--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const bundleMembers: Rule = {
  name: 'bundle-members',
  title: 'Members that a bundle does not have',
  description:
    'A STIX 2.1 bundle has type, id and objects, and nothing else: it has no version and no dates, and its objects say of which specification they are. Importers refuse other bundles, or lose what else they say. Remove the other members, and give the id as bundle-- with a UUID.',
  severity: 'error',
  example: {
    bad: '{ "type": "bundle", "id": "bundle--5d0092c5-5f74-4287-9642-33f4c354e56d", "spec_version": "2.0", "objects": [] }',
    good: '{ "type": "bundle", "id": "bundle--5d0092c5-5f74-4287-9642-33f4c354e56d", "objects": [] }',
  },
  bundle: ({ bundle }, say) => {
    const place = { pointer: '' };
    for (const name of Object.keys(bundle)) {
      if (name === 'type' || name === 'id' || name === 'objects') continue;
      say({
        place: { pointer: jsonPointer(name) },
        message: `a bundle has no member ${quoted(name)}`,
        found: name,
        suggestion: 'remove it',
      });
    }
    if (bundle.type !== 'bundle') {
      say({
        place: memberOf(bundle, place, 'type'),
        message: `the type of the bundle is ${inWords(bundle.type)}`,
        found: inWords(bundle.type),
        expected: 'bundle',
        suggestion: 'say that it is a bundle',
      });
    }
    if (typeof bundle.id !== 'string' || !BUNDLE_ID.test(bundle.id)) {
      say({
        place: memberOf(bundle, place, 'id'),
        message: `the id of the bundle is ${inWords(bundle.id)}`,
        found: inWords(bundle.id),
        expected: 'bundle-- with a UUID',
        suggestion: 'give the bundle an id',
      });
    }
    if (!Array.isArray(bundle.objects) || bundle.objects.length === 0) {
      say({
        place: memberOf(bundle, place, 'objects'),
        message: `the objects of the bundle are ${inWords(bundle.objects)}`,
        found: inWords(bundle.objects),
        expected: 'a list of objects, or no such member',
        suggestion: 'remove the member, or fill it',
      });
    }
  },
};
