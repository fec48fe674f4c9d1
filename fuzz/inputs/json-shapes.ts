import fc from 'fast-check';
import { anyJson, anyText, membersOf } from './any-json.ts';

type Shape = fc.Arbitrary<unknown>;

/** An object of these members, each of which can be missing or of another kind. */
function object(members: Readonly<Record<string, Shape>>): Shape {
  const odd = (shape: Shape) => fc.oneof({ weight: 12, arbitrary: shape }, anyJson);
  const all = Object.fromEntries(
    Object.entries(members).map(([name, shape]) => [
      name,
      fc.option(odd(shape), { nil: undefined, freq: 10 }),
    ]),
  );
  return fc.record(all);
}

const list = (shape: Shape) => fc.array(shape, { maxLength: 5 });
const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, anyText]));
const technique = fc.oneof(fc.constantFrom('T1078', 'T1078.001', 'T1110'), anyText);

const unifiedRow = object({
  ...texts('capability_id', 'capability_description', 'capability_group', 'mapping_type'),
  ...texts('attack_object_name', 'score_category', 'score_value', 'related_score', 'comments'),
  ...texts('__proto__', 'extra'),
  attack_object_id: technique,
  references: list(anyText),
  status: fc.constantFrom('complete', 'non_mappable'),
});
const unified = object({
  metadata: object({
    ...texts('mapping_version', 'author', 'contact', 'organization', 'creation_date'),
    ...texts('last_update', 'own'),
    mapping_framework: fc.constantFrom('m365', 'nist_800_53', '../..', '__proto__'),
    mapping_framework_version: fc.constantFrom('07/18/2025', 'rev5'),
    attack_version: fc.constantFrom('16.1', '1e9'),
    technology_domain: fc.constantFrom('enterprise', 'Mobile'),
    mapping_types: membersOf(anyText, object(texts('name', 'description'))),
    capability_groups: membersOf(anyText, anyText),
  }),
  mapping_objects: list(unifiedRow),
});
const veris = object({
  metadata: object({
    ...texts('framework_id', 'attack_domain', 'attack_version', 'mappings_version'),
    ...texts('veris_version'),
  }),
  attack_to_veris: membersOf(technique, object({ ...texts('name'), veris: list(anyText) })),
  veris_to_attack: membersOf(
    fc.constantFrom('action', '__proto__'),
    membersOf(
      anyText,
      membersOf(anyText, membersOf(anyText, membersOf(technique, object(texts('name'))))),
    ),
  ),
});
/** JSON is YAML too. */
const control = object({
  ...texts('version', 'ATT&CK version', 'creation date', 'last update', 'name', 'contact'),
  ...texts('organization', 'platform', 'description', 'comments'),
  tags: list(anyText),
  references: list(anyText),
  techniques: list(
    object({
      id: technique,
      name: anyText,
      'technique-scores': list(object(texts('category', 'value', 'comments'))),
      'sub-techniques-scores': list(
        object({
          'sub-techniques': list(object({ id: technique, name: anyText })),
          scores: list(object(texts('category', 'value', 'comments'))),
        }),
      ),
    }),
  ),
});
const descriptions = list(object({ ...texts('id', 'description', 'owner'), tags: list(anyText) }));

/** Documents of the shape that each parser of JSON, or of YAML, reads. */
export const JSON_SHAPES: Readonly<Record<string, Shape>> = {
  'unified-json': unified,
  'veris-json': veris,
  'security-stack': control,
  'capability-descriptions': descriptions,
};
