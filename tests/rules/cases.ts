import type { Difference } from './checked-document.ts';

/** A document that breaks one rule, where, and the same without the fault. */
export interface Case {
  readonly rule: string;
  readonly bad: Difference;
  readonly place: string;
  readonly good: Difference;
  /** True when the fix of the rule makes the bad one good. */
  readonly fixed?: boolean;
}

const ROW = '/mapping_objects/0';
const ACTIVE = { status: 'active', name: 'Brute Force' } as const;
/** Names as the rows of cases may have them. */
const NAMES: Readonly<Record<string, string>> = {
  T1110: 'Brute Force',
  'T1566.002': 'Phishing: Spearphishing Link',
  'T1568.001': 'Dynamic Resolution: Fast Flux DNS',
};
const OTHER = { capability_id: 'EID-PIM-E5', capability_description: 'Privileged Identity' };

/** A row rule: what the bad row has, where the finding is, what the good one has. */
function row(
  rule: string,
  bad: Record<string, unknown>,
  field: string,
  good: Record<string, unknown>,
  fixed = false,
): Case {
  return { rule, bad: { rows: [bad] }, place: ROW + field, good: { rows: [good] }, fixed };
}

function technique(rule: string, bad: Required<Difference>['technique']): Case {
  const place = `${ROW}/attack_object_id`;
  return { rule, bad: { technique: bad }, place, good: { technique: ACTIVE } };
}

function reference(rule: string, bad: string, good: string, fixed = false): Case {
  return row(rule, { references: [bad] }, '/references/0', { references: [good] }, fixed);
}

function stale(id: string, bad: string, good = NAMES[id]): Case {
  const named = (name: unknown) => ({ attack_object_id: id, attack_object_name: name });
  return row('technique-name-stale', named(bad), '/attack_object_name', named(good), true);
}

function ofAnother(id: string, bad: string): Case {
  const named = (name: unknown) => ({ attack_object_id: id, attack_object_name: name });
  return row('technique-name-of-another', named(bad), '/attack_object_name', named(NAMES[id]));
}

export const ROW_CASES: readonly Case[] = [
  technique('technique-unknown', { status: 'unknown' }),
  technique('technique-revoked', { status: 'revoked' }),
  technique('technique-revoked', {
    status: 'revoked',
    successor: { id: 'T1', stix_id: 'attack-pattern--1', name: 'One' },
  }),
  technique('technique-deprecated', { status: 'deprecated' }),
  technique('technique-other-domain', { ...ACTIVE, domain: 'mobile' }),
  row(
    'technique-name-stale',
    { attack_object_name: 'Brute-Force' },
    '/attack_object_name',
    { attack_object_name: 'Brute Force' },
    true,
  ),
  stale('T1110', 'Credential Access: Brute Force'),
  stale('T1110', 'brute force'),
  stale('T1568.001', 'Dynamic Resolution: Fast Flux DSN', 'Dynamic Resolution: Fast Flux DNS'),
  stale('T1568.001', 'Dynamic Resolving: Fast Flux DNS', 'Dynamic Resolution: Fast Flux DNS'),
  stale('T1568.001', 'Fast Flux DSN', 'Fast Flux DNS'),
  stale('T1568.001', 'Spearphishing Links'),
  stale('T1568.001', 'Dynamic resolution: Phishing', 'Dynamic Resolution: Fast Flux DNS'),
  stale('T1110', 'Name of T1500'),
  ofAnother('T1110', 'Spearphishing Link'),
  ofAnother('T1110', 'spearphishing link'),
  ofAnother('T1568.001', 'Phishing: Spearphishing Link'),
  ofAnother('T1568.001', 'Other: Phishing'),
  ofAnother('T1566.002', 'Phishing for Information: Spearphishing Link'),
  row('id-edge-space', { capability_id: 'EID-MFA-E3 ' }, '/capability_id', {}, true),
  row('id-edge-space', { mapping_type: '\u200btechnique_scores' }, '/mapping_type', {}, true),
  {
    rule: 'id-edge-space',
    bad: { rows: [{ capability_group: ' ' }], metadata: { capability_groups: {} } },
    place: `${ROW}/capability_group`,
    good: { rows: [{ capability_group: null }], metadata: { capability_groups: {} } },
    fixed: true,
  },
  row('unknown-field', { own: 1 }, '/own', { own: null }),
  reference('reference-no-address', 'the site', 'https://example.org/the-site'),
  reference('reference-no-address', '[]', 'https://example.org/[]'),
  reference('reference-no-address', 'https:///a', 'https://a'),
  reference('reference-no-address', 'https://', 'https://a'),
  reference('reference-no-address', 'https://.a', 'https://a.b'),
  reference('reference-not-http', 'ftp://example.org/a', 'https://example.org/a'),
  reference('reference-not-http', 'javascript:alert(1)', 'https://example.org/?javascript:'),
  reference('reference-not-http', 'See file:///c:/a', 'https://example.org/?file:///c:/a'),
  reference(
    'reference-not-http',
    'chrome-extension://abc/https://example.org/a',
    'https://web.archive.org/web/2015/https://example.org/a',
  ),
  reference('reference-with-words', 'Ref: https://example.org/a', 'https://example.org/a'),
  reference('reference-edge-space', ' https://example.org/a', 'https://example.org/a', true),
  reference(
    'reference-several-addresses',
    'https://e.org/a, https://e.org/b',
    'https://e.org/a',
    true,
  ),
  reference(
    'reference-several-addresses',
    'https://e.org/a?b=c,d https://e.org/b',
    'https://urldefense.com/v3/__https://e.org/a__;!!x',
    true,
  ),
  reference(
    'reference-several-addresses',
    'A https://e.org/a B https://e.org/b',
    'https://e.org/a',
  ),
  row('score-category-unknown', { score_category: 'deter' }, '/score_category', {
    score_category: 'detect',
  }),
  row('score-value-unknown', { score_value: 'high' }, '/score_value', {
    score_value: 'significant',
  }),
  row(
    'score-letter-case',
    { score_category: 'Protect' },
    '/score_category',
    { score_category: 'protect' },
    true,
  ),
  row('score-letter-case', { score_value: 'PARTIAL' }, '/score_value', {}, true),
  row('category-without-value', { score_value: null }, '/score_category', {
    score_category: null,
    score_value: null,
  }),
  row('value-without-category', { score_category: '' }, '/score_value', {
    score_category: '',
    score_value: '',
  }),
  row('mapped-row-without-technique', { attack_object_id: null }, '/attack_object_id', {
    attack_object_id: null,
    status: 'non_mappable',
  }),
  row('mapped-row-without-capability', { capability_id: '' }, '/capability_id', {
    capability_id: '',
    status: 'non_mappable',
  }),
  row('row-without-ends', { capability_id: null, attack_object_id: null }, '', {}),
  row('non-mappable-with-both', { status: 'non_mappable' }, '/status', {
    status: 'non_mappable',
    attack_object_id: null,
  }),
  row(
    'related-score-not-parent',
    { attack_object_id: 'T1110.001', related_score: 'T1111' },
    '/related_score',
    { attack_object_id: 'T1110.001', related_score: 'T1110' },
  ),
  row('related-score-not-parent', { related_score: 'T1110' }, '/related_score', {
    related_score: '',
  }),
  row('comment-control-characters', { comments: 'a\u0007b' }, '/comments', {
    comments: 'a\r\n\tb',
  }),
  row('comment-control-characters', { comments: 'a\u202eb' }, '/comments', { comments: 'a b' }),
  row('comment-stray-markup', { comments: 'a<br>b' }, '/comments', { comments: 'a <bro> <b' }),
  row('comment-stray-markup', { comments: 'a</P>' }, '/comments', { comments: 'a < p > b' }),
  row('comment-stray-markup', { comments: '<a href="x">y' }, '/comments', {
    comments: '<address>',
  }),
  row('comment-stray-markup', { comments: 'a&nbsp;b' }, '/comments', { comments: 'a&b; R&D;' }),
  row('comment-stray-markup', { comments: 'a&#x27;b' }, '/comments', { comments: '&CActivity;' }),
  row('status-unknown', { status: 'Complete' }, '/status', { status: 'in_progress' }, true),
  row('status-unknown', { status: 'done' }, '/status', { status: 'complete' }),
];

const TYPES = { technique_scores: { name: 'Technique Scores' } };

export const SET_CASES: readonly Case[] = [
  {
    rule: 'id-edge-space',
    bad: { metadata: { capability_groups: { 'entra-id': 'Entra ID', 'entra-id ': 'Again' } } },
    place: '/metadata/capability_groups/entra-id ',
    good: {},
  },
  {
    rule: 'id-edge-space',
    bad: { metadata: { mapping_types: { ' technique_scores': { name: 'Technique Scores' } } } },
    place: '/metadata/mapping_types/ technique_scores',
    good: {},
  },
  {
    rule: 'duplicate-row',
    bad: { rows: [{}, { comments: 'Another.' }, { related_score: null, own: '' }] },
    place: '/mapping_objects/2',
    good: { rows: [{}, { comments: 'Another.' }] },
    fixed: true,
  },
  {
    rule: 'conflicting-scores',
    bad: { rows: [{}, { score_value: 'minimal' }] },
    place: '/mapping_objects/0/score_value',
    good: { rows: [{}, { score_value: 'minimal', score_category: 'detect' }] },
  },
  {
    rule: 'group-undefined',
    bad: { rows: [{}, { ...OTHER, capability_group: 'purview' }] },
    place: '/mapping_objects/1/capability_group',
    good: { rows: [{}, { ...OTHER, capability_group: '' }] },
  },
  {
    rule: 'group-unused',
    bad: { metadata: { capability_groups: { 'entra-id': 'Entra ID', 'a/b': 'Other' } } },
    place: '/metadata/capability_groups/a~1b',
    good: { metadata: { capability_groups: { 'entra-id': 'Entra ID' } } },
  },
  {
    rule: 'mapping-type-undefined',
    bad: { rows: [{}, { ...OTHER, mapping_type: 'mitigates' }] },
    place: '/mapping_objects/1/mapping_type',
    good: {
      rows: [{}, { ...OTHER, mapping_type: 'non_mappable', attack_object_id: null }],
    },
  },
  {
    rule: 'mapping-type-unused',
    bad: { metadata: { mapping_types: { ...TYPES, detects: {} } } },
    place: '/metadata/mapping_types/detects',
    good: { metadata: { mapping_types: TYPES } },
  },
  {
    rule: 'capability-in-two-groups',
    bad: {
      rows: [
        {},
        { attack_object_id: 'T1111', capability_group: 'b' },
        { attack_object_id: 'T1112' },
      ],
      metadata: { capability_groups: { 'entra-id': 'Entra ID', b: 'B' } },
    },
    place: '/mapping_objects/1/capability_group',
    good: {
      rows: [{}, { ...OTHER, capability_group: 'b' }],
      metadata: { capability_groups: { 'entra-id': 'Entra ID', b: 'B' } },
    },
  },
  {
    rule: 'capability-several-names',
    bad: { rows: [{ capability_description: 'MFA' }, { comments: 'b' }, { comments: 'c' }] },
    place: '/mapping_objects/0/capability_description',
    good: { rows: [{}, { comments: 'b', capability_description: null }] },
  },
  {
    rule: 'capability-id-variants',
    bad: { rows: [{}, { comments: 'b', capability_id: 'eid-mfa-E03' }] },
    place: '/mapping_objects/1/capability_id',
    good: { rows: [{}, { comments: 'b', capability_id: 'EID-MFA-E30' }] },
  },
  {
    rule: 'date-unreadable',
    bad: { metadata: { creation_date: '18 July 2025' } },
    place: '/metadata/creation_date',
    good: { metadata: { creation_date: '2025-07-18' } },
    fixed: true,
  },
  {
    rule: 'date-unreadable',
    bad: { metadata: { last_update: '02/30/2025' } },
    place: '/metadata/last_update',
    good: { metadata: { last_update: null } },
  },
  {
    rule: 'date-before-creation',
    bad: { metadata: { last_update: '07/17/2025' } },
    place: '/metadata/last_update',
    good: { metadata: { last_update: '07/18/2025' } },
  },
  {
    rule: 'file-name-mismatch',
    bad: { file: 'maps/m365-07.18.2025_attack-14.1-enterprise.json' },
    place: '/metadata/attack_version',
    good: { file: 'maps/m365-07.18.2025_attack-16.1-enterprise.json' },
  },
  {
    rule: 'file-name-mismatch',
    bad: { file: 'out/aws/attack-16.1/aws-07.18.2025/enterprise/mappings.json' },
    place: '/metadata/mapping_framework',
    good: { file: 'out/m365/attack-16.1/m365-07.18.2025/enterprise/mappings.json' },
  },
  {
    rule: 'file-name-mismatch',
    bad: { file: 'aligned-14.1/m365/attack-16.1/m365-07.18.2025/enterprise/mappings.json' },
    place: '/metadata/attack_version',
    good: { file: 'aligned-16.1/m365/attack-14.1/m365-07.18.2025/enterprise/mappings.json' },
  },
  {
    rule: 'file-name-mismatch',
    bad: { file: 'm365-rev5_attack-16.1-enterprise.json' },
    place: '/metadata/mapping_framework_version',
    good: { file: 'm365-rev5_attack-16.1.json' },
  },
  {
    rule: 'file-name-mismatch',
    bad: {
      file: 'm365/attack-16.1/m365-rev%206/enterprise/mappings.json',
      metadata: { mapping_framework_version: 'rev 5' },
    },
    place: '/metadata/mapping_framework_version',
    good: {
      file: 'm365/attack-16.1/m365-rev%205/enterprise/mappings.json',
      metadata: { mapping_framework_version: 'rev 5' },
    },
  },
];
