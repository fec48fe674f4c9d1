import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validator } from '../../src/formats/json-schema.ts';
import { validate as isMappingSet } from '../../src/generated/mapping-set.validate.ts';
import { normaliseRow } from '../../src/model/normalise-row.ts';
import { makeSet } from '../support/make-set.ts';

const validate = validator(isMappingSet);

const FIELDS = [
  'capability_id',
  'capability_description',
  'capability_group',
  'mapping_type',
  'attack_object_id',
  'attack_object_name',
  'score_category',
  'score_value',
  'related_score',
  'comments',
  'status',
  'mapping_framework_version',
  'attack_version',
];
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    null,
    '',
    ' ',
    'License Requirements: M365 E3',
    'may require Microsoft Entra ID P2.',
  ),
);
const reference = fc.oneof(
  text,
  fc.webUrl(),
  fc.tuple(fc.webUrl(), fc.string(), fc.webUrl()).map((parts) => parts.join('')),
);
const row = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...FIELDS), text),
    fc.option(fc.array(reference), { nil: null }),
    fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })),
  )
  .map(([known, references, others]) => ({ ...others, ...known, references }));

it('whatever a row holds, its canonical form is valid against the schema of the set', () => {
  fc.assert(
    fc.property(row, (generated) => {
      const fields: Record<string, unknown> = { ...generated };
      // Fields that the schema of the unified format would refuse do not get this far.
      for (const name of FIELDS)
        if (fields[name] !== null && typeof fields[name] !== 'string')
          Reflect.deleteProperty(fields, name);
      expect(validate(makeSet([normaliseRow(fields)]).set)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it('the schema refuses a row that is not in canonical form', () => {
  for (const broken of [{ comments: '' }, { references: [] }, { unknown: 1 }]) {
    const mapping = { ...normaliseRow({}), ...broken };
    expect(validate(makeSet([mapping]).set)).not.toEqual([]);
  }
});
