import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { expect, test } from 'vitest';
import { canonicalKey, NAMESPACE, stixId, uuid5 } from '../../../src/exporters/stix/ids.ts';
import { slug } from '../../../src/model/slug.ts';

const text = fc.string({ unit: 'grapheme' });

test('UUIDv5 is what the uuid package makes', () => {
  fc.assert(fc.property(text, (name) => uuid5(name) === v5(name, NAMESPACE)));
});

test('keys are canonical JSON (RFC 8785)', () => {
  const keys = fc.dictionary(text, text);
  fc.assert(
    fc.property(keys, (key) => {
      expect(canonicalKey(key)).toBe(canonicalize(key));
    }),
  );
});

test('the order of members of a key is of no account', () => {
  const id = stixId('relationship', { target_ref: 'b', source_ref: 'a' });
  expect(id).toBe(stixId('relationship', { source_ref: 'a', target_ref: 'b' }));
  expect(id).toMatch(/^relationship--[0-9a-f]{8}-[0-9a-f]{4}-5/);
});

test('the type enters the name: two types never share a UUID', () => {
  const [course, pattern] = ['course-of-action', 'attack-pattern'].map((type) =>
    stixId(type, { capability_id: 'x' }).split('--').at(1),
  );
  expect(course).not.toBe(pattern);
});

test('slugs of different texts differ, whatever is left of their letters', () => {
  expect(slug('Center for Threat-Informed Defense', 40)).toMatch(
    /^center-for-threat-informed-defense-[0-9a-f]{8}$/,
  );
  expect(slug('A B', 40)).not.toBe(slug('A-B', 40));
  expect(slug('組織', 40)).toMatch(/^[0-9a-f]{8}$/);
});
