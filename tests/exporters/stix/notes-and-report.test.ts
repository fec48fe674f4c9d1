import { expect, test } from 'vitest';
import { GENERATOR_IDENTITY } from '../../../src/exporters/stix/generator.ts';
import type { Diagnostic } from '../../../src/generated/run-report.ts';
import { capabilitiesIn, factsOf } from '../../support/stix-rules/extension.ts';
import { ofType } from '../../support/stix-rules/types.ts';
import { attackRef, build, NIST5, objectsOf, row, scored, setOf, withFacts } from './sets.ts';

const LEFT = setOf(
  [
    row({
      capability_id: 'AC-1',
      capability_description: 'Policy',
      mapping_type: 'mitigates',
      attack_object_id: 'T1003',
    }),
    row({
      capability_id: 'AC-9',
      capability_description: 'Logon',
      status: 'non_mappable',
      comments: 'Too\ngeneric.',
      references: ['https://example.org/'],
    }),
    row({ capability_id: 'AC-8', mapping_type: 'mitigates' }),
    row({
      attack_object_id: 'T1591',
      attack_object_name: 'Recon',
      status: 'non_mappable',
      comments: 'Outside.',
    }),
    row({ attack_object_id: 'T9999', mapping_type: 'non_mappable' }),
    row({ attack_object_id: 'T1592', mapping_type: 'mitigates' }),
    row({
      capability_id: 'AC-7',
      mapping_type: 'assists',
      attack_object_id: 'T9999',
      comments: 'Lost?',
    }),
    row({ mapping_type: 'mitigates' }),
  ],
  NIST5,
);

test('what has no relationship is in the notes, with comments and references', async () => {
  const objects = await objectsOf(LEFT);
  const notes = ofType(objects, 'note').map((note) => String(note.content).split('\n\n')[1]);
  expect(notes.sort()).toEqual([
    '- AC-7, related-to T9999, assists\n  Lost?',
    '- AC-8\n- AC-9 Logon\n  Too\n  generic.\n  https://example.org/',
    '- T1591 Recon\n  Outside.\n- T1592\n- T9999',
  ]);
  expect(ofType(objects, 'relationship')).toHaveLength(1);
});

test('notes refer to capabilities, or to the techniques of ATT&CK', async () => {
  const objects = await objectsOf(LEFT);
  const idOf = (id: string) =>
    capabilitiesIn(objects).find((object) => factsOf(object).capability_id === id)?.id;
  const refs = ofType(objects, 'note').map(({ object_refs }) => object_refs);
  expect(refs).toHaveLength(3);
  expect(refs).toContainEqual([attackRef('T1591'), attackRef('T1592')]);
  expect(refs).toContainEqual([idOf('AC-08'), idOf('AC-09')].sort());
  expect(refs).toContainEqual([idOf('AC-07')]);
});

test('a note on unknown techniques only is about the work as a whole', async () => {
  const objects = await objectsOf(
    setOf([row({ attack_object_id: 'T9999', status: 'non_mappable' })]),
  );
  const [note] = ofType(objects, 'note');
  expect(note?.object_refs).toEqual([note?.created_by_ref]);
});

test('techniques that ATT&CK does not know are reported with the place of the first row', async () => {
  const diagnostics: Diagnostic[] = [];
  await build([LEFT], {}, diagnostics);
  expect(diagnostics.map(({ rule, place }) => `${rule} ${place.pointer}`)).toEqual([
    'stix-technique-unresolved /mappings/6',
  ]);
  expect(new Set(diagnostics.map(({ source }) => source))).toEqual(
    new Set(['https://example.org/set.json']),
  );
});

test('the report carries the releases and refers to everything of ours', async () => {
  const objects = await objectsOf(LEFT);
  const [report = {}] = ofType(objects, 'report');
  expect(report).toMatchObject({
    name: 'NIST 800-53 rev5 mapped to ATT&CK 14.1, enterprise',
    published: '2023-12-11T00:00:00.000Z',
    report_types: ['attack-pattern'],
    external_references: [
      {
        source_name: 'example.org',
        description: 'Mappings as published',
        url: 'https://example.org/set.json',
      },
      { source_name: 'example.org', description: 'ATT&CK 14.1' },
    ],
  });
  expect(factsOf(report)).toEqual({
    extension_type: 'property-extension',
    framework: 'nist_800_53',
    edition: 'rev5',
    framework_version: 'rev5',
    attack_version: '14.1',
    domain: 'enterprise',
  });
  const ours = [
    ...capabilitiesIn(objects),
    ...ofType(objects, 'relationship', 'note'),
    ...ofType(objects, 'identity').filter(({ id }) => id !== GENERATOR_IDENTITY.id),
  ];
  expect(report.object_refs).toEqual(ours.map(({ id }) => id).sort());
});

test('a report says where dates are from, and who wrote the mappings', async () => {
  const set = withFacts(setOf([scored('protect', 'partial')]), {
    dates: { created: '2021-04-29', modified: '2021-04-29', inferred: 'attack_release' },
    metadata: { author: 'A. Analyst', contact: 'a@example.org' },
  });
  const [report = {}] = ofType(await objectsOf(set), 'report');
  expect(report.description).toBe('Author: A. Analyst\nContact: a@example.org');
  expect(factsOf(report).dates_inferred_from).toBe('attack_release');
});

test('a set without dates is refused, with what to write where', async () => {
  const { dates: _, ...undated } = setOf([scored('protect', 'partial')]).set;
  const set = { ...setOf([scored('protect', 'partial')]), set: undated };
  await expect(build([set])).rejects.toMatchObject({
    code: 'export',
    subject: set.path,
    message: expect.stringContaining('dates: { m365: YYYY-MM-DD }'),
  });
});
