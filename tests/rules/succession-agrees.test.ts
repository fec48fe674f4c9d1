import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENERATOR_IDENTITY } from '../../src/exporters/stix/generator.ts';
import { MITRE_IDENTITY } from '../../src/rules/object-of-attack.ts';
import type { Json } from '../support/stix-rules.ts';
import { breaches, found, WORDS } from './two-checkers.ts';

const TYPES = [
  ...['course-of-action', 'relationship', 'note', 'marking-definition', 'identity'],
  ...['extension-definition', 'ipv4-addr', 'x-mitre-tactic', 'attack-pattern'],
];
const time = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('01', '02', '03').map((day) => `2024-01-${day}T00:00:00.000Z`),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['2024-01-02T00:00:00Z', '2024-01-02T00:00:00.0000Z', '2024-01-02T00:00:00.0001Z'],
      ...['2024-01-02T00:00:00.00011Z', '2024-01-01T23:59:60Z', '2024-01-02T00:00:00.1Z'],
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      ...[undefined, null, 7, 'soon', '2024-02-30T00:00:00Z', '2024-01-01T24:00:00Z'],
      ...['2024-01-01T00:00:00+01:00', '2024-01-01t00:00:00z', '2024-01-01T00:00:00.Z'],
    ),
  },
);
const value = fc.oneof(
  fc.constantFrom<unknown>('A', 'B', 1, true, null),
  fc
    .constantFrom('["a","b"]', '["b","a"]', '{"a":1,"b":2}', '{"b":2,"a":1}', '{"__proto__":1}')
    .map((text) => JSON.parse(text)),
);
const member = fc.oneof(
  fc.tuple(fc.constantFrom('created', 'modified'), time),
  fc.tuple(fc.constantFrom('name', 'x_a', '__proto__'), fc.oneof(value, fc.constant(undefined))),
  fc.tuple(fc.constant('revoked'), fc.constantFrom<unknown>(true, true, false, 'true', undefined)),
  fc.tuple(
    fc.constant('created_by_ref'),
    fc.constantFrom<unknown>(GENERATOR_IDENTITY.id, MITRE_IDENTITY, undefined),
  ),
  fc.tuple(
    fc.constant('external_references'),
    fc.constantFrom<unknown>([{ source_name: 'mitre-attack' }], [{ source_name: 'x' }]),
  ),
);

/** An object with other members; one that is undefined goes. */
function changed(object: Json, members: readonly (readonly [string, unknown])[]): Json {
  const all = new Map([...Object.entries(object), ...members]);
  return Object.fromEntries([...all].filter(([, entry]) => entry !== undefined));
}

const id = fc.constantFrom(...['1', '2', '3', '4'], GENERATOR_IDENTITY.id);
const object: fc.Arbitrary<Json> = fc
  .record({
    id,
    type: fc.constantFrom(...TYPES),
    times: fc.option(fc.tuple(time, time), { freq: 8 }),
    members: fc.array(member, { maxLength: 3 }),
  })
  .map(({ times, members, ...rest }) =>
    changed(rest, [['created', times?.[0]], ['modified', times?.[1]], ...members]),
  );

/** What may become of an object in the next bundle. */
const fate = fc.oneof(
  fc.constant((was: Json): Json[] => [was]),
  fc.constant((): Json[] => []),
  fc.constant((was: Json): Json[] => [Object.fromEntries(Object.entries(was).reverse())]),
  fc.array(member, { minLength: 1, maxLength: 3 }).map((members) => (was: Json): Json[] => [
    changed(was, members),
  ]),
  object.map((other) => (was: Json): Json[] => [other, was]),
  object.map((other) => (was: Json): Json[] => [{ ...other, id: was.id }, was]),
);
const bundles = fc
  .tuple(fc.array(fc.tuple(object, fate), { maxLength: 5 }), fc.array(object, { maxLength: 1 }))
  .map(([fates, added]) => ({
    earlier: fates.map(([was]) => was),
    later: [...fates.flatMap(([was, become]) => become(was)), ...added],
  }));

describe('the rules on two bundles and a checker that knows nothing of them', () => {
  it('say the same of any two', () => {
    fc.assert(
      fc.property(bundles, (two) => {
        expect(found(two).sort()).toEqual(breaches(two).sort());
      }),
      { numRuns: 3000 },
    );
  });

  it('of which many break each rule, and some none', () => {
    const said = fc.sample(bundles, { seed: 1, numRuns: 3000 }).map(breaches);
    expect(said.filter((words) => words.length === 0).length).toBeGreaterThan(20);
    const counts = Object.values(WORDS).map(
      (word) => said.flat().filter((text) => text === word || text.startsWith(`${word}: `)).length,
    );
    expect(Math.min(...counts)).toBeGreaterThan(10);
  });
});
