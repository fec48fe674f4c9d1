import fc from 'fast-check';
import { type IdKey, stixId } from '../../src/exporters/stix/ids.ts';
import { wellFormed } from '../../src/formats/half-pairs.ts';
import type { SetKey } from '../../src/generated/mapping-set.ts';
import { artifactName } from '../../src/model/artifact-name.ts';
import { pathSafe } from '../../src/model/path-safe.ts';
import { setPath } from '../../src/model/set-key.ts';
import { anyText } from '../inputs/any-json.ts';
import { type Target, target } from '../target.ts';

/** What separates the parts of an identifier, and pieces that could be taken for one another. */
const near = fc.string({
  unit: fc.constantFrom(
    ...['a', 'A', '.', '-', '_', '~', '%', '2', 'E', '/', '"', '\\', ':', ',', '{', '}', ' ', '\0'],
  ),
  maxLength: 8,
});
const long = fc
  .tuple(near, fc.integer({ min: 90, max: 120 }))
  .map(([end, n]) => 'a'.repeat(n) + end);
const name = fc.oneof(near, near, anyText, long).map(wellFormed);

/** Throws when one identifier stands for two of the things. */
export function checkDistinct<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
  idOf: (thing: Thing) => string,
): void {
  const known = new Map<string, string>();
  for (const thing of things) {
    const [key, id] = [keyOf(thing), idOf(thing)];
    const other = known.get(id) ?? key;
    if (other !== key) throw new Error(`${id} is that of ${other} and of ${key}`);
    known.set(id, key);
  }
}

function distinct<Thing>(
  of: string,
  thing: fc.Arbitrary<Thing>,
  keyOf: (thing: Thing) => string,
  idOf: (thing: Thing) => string,
): Target {
  return target<readonly Thing[]>({
    name: `identifiers/${of}`,
    short: 200,
    input: fc.array(thing, { minLength: 2, maxLength: 20 }),
    check: (things) => checkDistinct(things, keyOf, idOf),
  });
}

type Typed = readonly [type: string, key: IdKey];
const typed: fc.Arbitrary<Typed> = fc.tuple(
  fc.constantFrom('note', 'report'),
  fc.dictionary(fc.oneof(fc.constantFrom('a', 'b', '__proto__'), near), near, { maxKeys: 3 }),
);
const setKey: fc.Arbitrary<SetKey> = fc.record({
  framework: name,
  framework_version: name,
  attack_version: name,
  domain: name,
});

/** Different things have different identifiers. */
export const identifierTargets: readonly Target[] = [
  distinct<Typed>(
    'stix',
    typed,
    ([type, key]) => JSON.stringify([type, ...Object.entries(key).sort()]),
    ([type, key]) => stixId(type, key),
  ),
  distinct('path-part', name, (id) => id, pathSafe),
  distinct('set-path', setKey, (key) => JSON.stringify(Object.entries(key).sort()), setPath),
  distinct(
    'file-name',
    fc.record({ filter: fc.option(name, { nil: undefined }), stem: fc.constantFrom('a', 'a-b') }),
    ({ filter, stem }) => JSON.stringify([filter, stem]),
    ({ filter, stem }) => artifactName(filter === undefined ? {} : { filter }, stem, 'json'),
  ),
];
