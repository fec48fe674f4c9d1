import { describe, expect, test } from 'vitest';
import { OASIS_SKIPPED, oasisFolder, validateOasis } from '../../support/oasis.ts';
import { objectsOf, SAMPLES } from './sets.ts';

const title =
  oasisFolder === undefined
    ? `OASIS schemas of STIX 2.1 (skipped: ${OASIS_SKIPPED})`
    : 'OASIS schemas of STIX 2.1';

describe.skipIf(oasisFolder === undefined)(title, () => {
  test.each(Object.entries(SAMPLES))('every object of %s is valid', async (_, set) => {
    for (const options of [{}, { detect: 'detects' }, { releases: 'all' }, { realm: 'sample' }]) {
      const objects = await objectsOf(set, options);
      expect(objects.flatMap(validateOasis)).toEqual([]);
    }
  });

  test.each([
    ['a name that is missing', { name: undefined }],
    ['an empty list', { labels: [] }],
    ['a timestamp without milliseconds', { created: '2024-01-01T00:00:00Z' }],
    ['a reference that names nothing', { external_references: [{ source_name: 'x' }] }],
    [
      'an extension without its type',
      { extensions: { [`extension-definition--${crypto.randomUUID()}`]: {} } },
    ],
  ])('%s is found', async (_, change) => {
    const objects = await objectsOf(Object.values(SAMPLES)[0] as (typeof SAMPLES)[string]);
    const control = objects.find(({ type }) => type === 'course-of-action');
    const broken = JSON.parse(JSON.stringify({ ...control, ...change }));
    expect(validateOasis(broken)).not.toEqual([]);
  });

  test('an unknown type is found', () => {
    expect(validateOasis({ type: 'x-thing', id: 'x-thing--1' })).toHaveLength(1);
  });
});
