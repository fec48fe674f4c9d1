import type { ExportSet, Technique } from '../../src/contracts.ts';
import type { Mapping, MappingSet } from '../../src/generated/mapping-set.ts';
import { collectCapabilities } from '../../src/model/capabilities.ts';
import { makeSet } from './make-set.ts';
import { technique } from './technique.ts';

/** What the index that `variedSet` speaks of knows. */
const TECHNIQUES: readonly Technique[] = [
  technique('T1053', 'Scheduled Task/Job'),
  technique('T1053.001', 'At (Linux)', { revoked: true, revoked_by: ['T1053.002'] }),
  technique('T1053.002', 'At'),
  technique('T1078', 'Valid Accounts'),
  technique('T1078.004', 'Cloud Accounts'),
  technique('T1110', 'Brute Force'),
  technique('T1175', 'Component Object Model', { deprecated: true }),
  technique('T1527', 'Application Access Token', { revoked: true }),
  technique('T1621', 'Multi-Factor Authentication Request Generation'),
];

const MFA = { capability_id: 'EID-MFA-E3', capability_description: 'Multifactor Authentication' };
const PIM = { capability_id: 'EID-PIM-E5', capability_description: 'Privileged Identity' };
const TYPE = { mapping_type: 'technique_score', status: 'complete' };

/** A row of a scored framework. */
export function row(fields: Omit<Mapping, 'derived'>, derived: Mapping['derived'] = {}): Mapping {
  return { ...fields, derived: { mapping_type: 'technique_scores', ...derived } };
}

/** Rows of every shape: scored twice, unscored, revoked, deprecated, foreign, unknown, non-mappable, hostile text. */
export const ROWS: readonly Mapping[] = [
  row({
    ...MFA,
    ...TYPE,
    attack_object_id: 'T1621',
    score_category: 'protect',
    score_value: 'partial',
    comments: '=cmd|"calc"!A0, first\nsecond line',
  }),
  row({
    ...MFA,
    ...TYPE,
    attack_object_id: 'T1621',
    score_category: 'protect',
    score_value: 'significant',
    references: ['https://example.org/a,b', '-not an address'],
  }),
  row({
    ...PIM,
    ...TYPE,
    attack_object_id: 'T1621',
    score_category: 'protect',
    score_value: 'minimal',
  }),
  row({
    ...PIM,
    ...TYPE,
    attack_object_id: 'T1621',
    score_category: 'detect',
    score_value: 'minimal',
  }),
  row(
    {
      ...PIM,
      ...TYPE,
      attack_object_id: 'T1078.004',
      score_category: 'respond',
      score_value: 'partial',
      related_score: 'T1078',
      attack_version: '13.1',
      mapping_framework_version: '01.01.2023',
    },
    { license_requirements: [{ statement: 'Entra ID P1, P2', licenses: ['Entra ID P1', 'P2'] }] },
  ),
  row(
    { ...PIM, ...TYPE, attack_object_id: 'T1110', attack_object_name: 'Guessing' },
    { technique: { status: 'active', stix_id: 'attack-pattern--T1110', name: 'Brute Force' } },
  ),
  row({
    ...MFA,
    ...TYPE,
    attack_object_id: 'T1110',
    score_category: 'prevent',
    score_value: 'partial',
  }),
  row({
    ...MFA,
    ...TYPE,
    attack_object_id: 'T1110',
    score_category: 'protect',
    score_value: 'total',
  }),
  row({ ...MFA, ...TYPE, attack_object_id: 'T1110', score_category: 'detect' }),
  row(
    {
      ...MFA,
      ...TYPE,
      attack_object_id: 'T1053.001',
      score_category: 'detect',
      score_value: 'partial',
    },
    {
      technique: {
        status: 'revoked',
        stix_id: 'attack-pattern--T1053.001',
        successor: { id: 'T1053.002', stix_id: 'attack-pattern--T1053.002', name: 'At' },
      },
    },
  ),
  row({ ...MFA, ...TYPE, attack_object_id: 'T1527' }, { technique: { status: 'revoked' } }),
  row({ ...MFA, ...TYPE, attack_object_id: 'T1175' }, { technique: { status: 'deprecated' } }),
  row(
    { ...MFA, ...TYPE, attack_object_id: 'T1521.003' },
    { technique: { status: 'active', stix_id: 'attack-pattern--T1521.003', domain: 'mobile' } },
  ),
  row({ ...MFA, ...TYPE, attack_object_id: 't1078' }, { technique: { status: 'unknown' } }),
  row({ ...PIM, ...TYPE, attack_object_id: 't1078' }, { technique: { status: 'unknown' } }),
  row({
    status: 'non_mappable',
    mapping_type: 'non_mappable',
    attack_object_id: 'T1078',
    attack_object_name: 'Valid Accounts',
  }),
  row({
    capability_id: '@EOP;x',
    capability_description: '+1',
    capability_group: "'=group",
    status: 'non_mappable',
    additional: Object.fromEntries([
      ['__proto__', 'kept'],
      ['author', 'A. Nalyst'],
    ]),
  }),
];

/** The rows above, or others, as a set with its capabilities. */
export function variedSet(
  rows: readonly Mapping[] = ROWS,
  overrides: Partial<Pick<MappingSet, 'key' | 'filter'>> = {},
): ExportSet {
  const capabilities = collectCapabilities(overrides.key?.framework ?? 'm365', rows);
  return makeSet([...rows], { capabilities, ...overrides }, TECHNIQUES);
}
