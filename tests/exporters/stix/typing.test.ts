import { expect, test } from 'vitest';
import { typeRow } from '../../../src/exporters/stix/typing.ts';
import type { Mapping } from '../../../src/generated/mapping-set.ts';
import { framework } from '../../../src/model/frameworks.ts';
import { normaliseRow } from '../../../src/model/normalise-row.ts';

type Case = [
  framework: string,
  fields: Partial<Mapping>,
  relationship: string,
  labels: string[],
  fromTechnique?: boolean,
];

const score = (score_category: string, score_value?: string, mapping_type = 'technique_score') => ({
  mapping_type,
  score_category,
  ...(score_value === undefined ? {} : { score_value }),
});

const CASES: readonly Case[] = [
  ['m365', score('protect', 'partial'), 'mitigates', ['protect:partial']],
  ['m365', score('respond', 'minimal'), 'mitigates', ['respond:minimal']],
  ['m365', score('detect', 'significant'), 'related-to', ['detect:significant']],
  ['m365', score('Detect', 'Minimal'), 'related-to', ['detect:minimal']],
  ['m365', score('detect'), 'related-to', ['detect']],
  ['m365', score('deceive', 'partial'), 'related-to', ['deceive:partial']],
  ['aws', { mapping_type: 'technique_scores' }, 'related-to', ['unscored']],
  [
    'aws',
    { mapping_type: 'technique_scores', score_value: 'partial' },
    'related-to',
    ['score:partial'],
  ],
  ['nist_800_53', { mapping_type: 'mitigates' }, 'mitigates', []],
  ['nist_800_53', { mapping_type: 'protects' }, 'mitigates', []],
  ['cri_profile', { mapping_type: 'mitigates' }, 'mitigates', []],
  ['csa_ccm', { mapping_type: 'assists' }, 'related-to', ['assists']],
  ['csa_ccm', {}, 'related-to', []],
  [
    'intel-vpro',
    score('protect', 'partial', 'Intel TDT'),
    'mitigates',
    ['protect:partial', 'Intel TDT'],
  ],
  ['intel-vpro', { mapping_type: 'Intel TDT' }, 'related-to', ['Intel TDT']],
  ['kev', { mapping_type: 'exploitation_technique' }, 'targets', [], true],
  ['kev', { mapping_type: 'primary_impact' }, 'related-to', ['primary_impact']],
  ['kev', { mapping_type: 'secondary_impact' }, 'related-to', ['secondary_impact']],
  ['kev', { mapping_type: 'uncategorized' }, 'related-to', ['uncategorized']],
  ['kev', { mapping_type: 'mitigates' }, 'related-to', ['mitigates']],
  ['veris', { mapping_type: 'related_to' }, 'related-to', []],
  ['veris', { mapping_type: 'mitigates' }, 'related-to', ['mitigates']],
  [
    'nist_800_53',
    { mapping_type: 'exploitation_technique' },
    'related-to',
    ['exploitation_technique'],
  ],
];

test.each(CASES)('%s %j → %s %j', (id, fields, relationship, labels, fromTechnique = false) => {
  const typing = typeRow(framework(id, 'rev5', undefined), normaliseRow(fields), 'related-to');
  expect(typing).toEqual({ relationship, labels, fromTechnique });
});

test('a pipeline can say which types mitigate', () => {
  const vpro = framework('intel-vpro', '1', { mitigating_types: ['Intel TDT'] });
  const typing = typeRow(vpro, normaliseRow({ mapping_type: 'Intel TDT' }), 'related-to');
  expect(typing).toEqual({
    relationship: 'mitigates',
    labels: ['Intel TDT'],
    fromTechnique: false,
  });
});

test('the option detect makes detecting capabilities detect', () => {
  const m365 = framework('m365', '12.11.2023', undefined);
  const typing = typeRow(m365, normaliseRow(score('detect', 'partial')), 'detects');
  expect(typing).toEqual({
    relationship: 'detects',
    labels: ['detect:partial'],
    fromTechnique: false,
  });
});
