import { expect, test } from 'vitest';
import { factsOf } from '../../support/stix-rules/extension.ts';
import { type Json, ofType } from '../../support/stix-rules/types.ts';
import { attackRef, build, KEV, NIST5, objectsOf, row, scored, setOf, VERIS } from './sets.ts';

const relationshipsOf = async (...args: Parameters<typeof objectsOf>): Promise<Json[]> =>
  ofType(await objectsOf(...args), 'relationship');

test('rows with the same type and ends are one relationship with one assessment each', async () => {
  const url = 'https://learn.example.org/mfa';
  const found = await relationshipsOf(
    setOf([
      scored('respond', 'minimal', { comments: 'Why minimal.' }),
      scored('protect', 'partial', { comments: 'Why partial.\nReally.', references: [url] }),
      scored('protect', 'significant', {
        references: [url, `Ref: ${url}`],
        related_score: 'T1110',
      }),
      scored('detect', 'partial'),
    ]),
  );
  expect(found.map((r) => r.relationship_type).sort()).toEqual(['mitigates', 'related-to']);
  const mitigates = found.find((r) => r.relationship_type === 'mitigates') ?? {};
  expect(mitigates).toMatchObject({
    target_ref: attackRef('T1621'),
    labels: ['protect:partial', 'protect:significant', 'respond:minimal'],
    description: '[protect:partial] Why partial.\nReally.\n\n[respond:minimal] Why minimal.',
    external_references: [
      { source_name: 'learn.example.org', url },
      { source_name: 'learn.example.org', description: 'Ref:', url },
    ],
    created: '2023-12-11T00:00:00.000Z',
    modified: '2023-12-11T00:00:00.000Z',
  });
  expect(factsOf(mitigates).assessments).toEqual([
    {
      mapping_type: 'technique_scores',
      score_category: 'protect',
      score_value: 'partial',
      comment: 'Why partial.\nReally.',
      references: [{ url }],
    },
    {
      mapping_type: 'technique_scores',
      score_category: 'protect',
      score_value: 'significant',
      related_score: 'T1110',
      references: [{ url }, { url, text: 'Ref:' }],
    },
    {
      mapping_type: 'technique_scores',
      score_category: 'respond',
      score_value: 'minimal',
      comment: 'Why minimal.',
    },
  ]);
});

test('equal rows collapse, also when only names and id spellings differ', async () => {
  const nist = (capability_id: string, name: string) =>
    row({
      capability_id,
      capability_description: name,
      mapping_type: 'protects',
      attack_object_id: 'T1003',
    });
  const found = await relationshipsOf(
    setOf([nist('AC-2', 'Account management'), nist('AC-02', 'Account Management')], NIST5),
  );
  expect(found).toHaveLength(1);
  expect(factsOf(found[0] ?? {}).assessments).toEqual([{ mapping_type: 'mitigates' }]);
  expect(found[0]).not.toHaveProperty('labels');
  expect(found[0]).not.toHaveProperty('description');
});

test('licences are in the assessment', async () => {
  const [found = {}] = await relationshipsOf(
    setOf([
      scored('protect', 'partial', {
        comments: 'Good.\n\nLicense Requirements:\nMicrosoft Entra ID P1, Microsoft Entra ID P2',
      }),
    ]),
  );
  expect(factsOf(found).assessments).toMatchObject([
    { licenses: ['Microsoft Entra ID P1', 'Microsoft Entra ID P2'] },
  ]);
});

test('a revoked technique is followed, one without a successor and a deprecated one are kept', async () => {
  const found = await relationshipsOf(
    setOf([
      scored('protect', 'partial', { attack_object_id: 'T0001' }),
      scored('protect', 'minimal', { attack_object_id: 'T0002' }),
      scored('protect', 'partial', { attack_object_id: 'T0003' }),
    ]),
  );
  expect(found.map((r) => r.target_ref).sort()).toEqual([attackRef('T0002'), attackRef('T0003')]);
});

test('an exploitation technique targets the vulnerability', async () => {
  const [found = {}] = await relationshipsOf(
    setOf(
      [
        row({
          capability_id: 'CVE-2021-44228',
          mapping_type: 'exploitation_technique',
          attack_object_id: 'T1190',
        }),
      ],
      KEV,
    ),
  );
  expect(found).toMatchObject({ relationship_type: 'targets', source_ref: attackRef('T1190') });
  expect(found.target_ref).toMatch(/^vulnerability--/);
});

test('a relationship that two domains have is the same in both bundles', async () => {
  const veris = (comments: string) =>
    row({
      capability_id: 'action.hacking.variety.x',
      mapping_type: 'related_to',
      attack_object_id: 'T1',
      comments,
    });
  const built = await build([
    setOf([veris('Enterprise.')], VERIS),
    setOf([veris('ICS.')], { ...VERIS, domain: 'ics' }),
  ]);
  const [enterprise, ics] = built.map(({ bundle }) => ofType(bundle.objects, 'relationship'));
  expect(enterprise).toHaveLength(1);
  expect(enterprise).toEqual(ics);
  expect(enterprise?.[0]?.description).toBe('Enterprise.\n\nICS.');
});
