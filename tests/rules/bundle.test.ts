import { describe, expect, it } from 'vitest';
import { checkBundle, MOST_FINDINGS } from '../../src/rules/check.ts';
import { rules } from '../../src/rules/index.ts';
import type { LocatedFinding } from '../../src/rules/rule.ts';
import { AFTER } from '../layers/small-attack.ts';

type Json = Record<string, unknown>;

const UUID = '5d0092c5-5f74-4287-9642-33f4c354e56d';
const CONTROL = `course-of-action--${UUID}`;
const OWN = `attack-pattern--${UUID}`;

const relates = (target_ref: string, more: Json = {}): Json => ({
  type: 'relationship',
  id: `relationship--${UUID}`,
  relationship_type: 'mitigates',
  source_ref: CONTROL,
  target_ref,
  ...more,
});

const OBJECTS: readonly Json[] = [
  {
    type: 'course-of-action',
    id: CONTROL,
    modified: '2024-01-01T00:00:00.000Z',
    external_references: [
      { source_name: 'x', external_id: 'AC-2' },
      { source_name: 'y', url: 'https://example.org/' },
    ],
    object_marking_refs: ['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487'],
  },
  // Another version of the same object.
  { type: 'course-of-action', id: CONTROL, modified: '2024-02-01T00:00:00.000Z' },
  { type: 'attack-pattern', id: OWN, name: 'An enumeration of ours' },
];

const bundle = (...objects: unknown[]): Json => ({
  type: 'bundle',
  id: `bundle--${UUID}`,
  objects: [...OBJECTS, ...objects],
});

/** Bundles that break one rule, and where they do. */
const CASES: readonly [rule: string, bundle: Json, pointer: string][] = [
  ['bundle-members', { ...bundle(), spec_version: '2.0' }, '/spec_version'],
  ['bundle-members', { ...bundle(), id: 'bundle--1' }, '/id'],
  ['bundle-members', { type: 'bundle', id: `bundle--${UUID}`, objects: [] }, '/objects'],
  ['bundle-members', { ...bundle(), type: 'report' }, '/type'],
  ['bundle-duplicate-id', bundle({ type: 'attack-pattern', id: OWN }), '/objects/3/id'],
  [
    'bundle-duplicate-id',
    bundle({ type: 'course-of-action', id: CONTROL, modified: '2024-02-01T00:00:00.000Z' }),
    '/objects/3/id',
  ],
  [
    'bundle-reference',
    bundle(relates('attack-pattern--T1000', { source_ref: `course-of-action--${'0'.repeat(8)}` })),
    '/objects/3/source_ref',
  ],
  [
    'bundle-reference',
    bundle({
      type: 'report',
      id: `report--${UUID}`,
      object_refs: [CONTROL, 'attack-pattern--T9999'],
    }),
    '/objects/3/object_refs/1',
  ],
  [
    'bundle-reference',
    bundle({ type: 'note', id: `note--${UUID}`, created_by_ref: `identity--${UUID}` }),
    '/objects/3/created_by_ref',
  ],
  [
    'bundle-reference-not-http',
    bundle({
      type: 'note',
      id: `note--${UUID}`,
      external_references: [{ source_name: 'x', url: 'javascript:alert(1)' }],
    }),
    '/objects/3/external_references/0/url',
  ],
  [
    'bundle-relationship',
    bundle(relates('attack-pattern--T1000', { source_ref: OWN })),
    '/objects/3',
  ],
  [
    'bundle-relationship',
    bundle(relates(CONTROL, { relationship_type: 'targets', source_ref: 'attack-pattern--T1000' })),
    '/objects/3',
  ],
  ['technique-unknown', bundle(relates('attack-pattern--T9999')), '/objects/3/target_ref'],
  ['technique-revoked', bundle(relates('attack-pattern--T1002')), '/objects/3/target_ref'],
  ['technique-deprecated', bundle(relates('attack-pattern--T1004')), '/objects/3/target_ref'],
];

function findings(value: Json, attack: boolean = true): LocatedFinding[] {
  const objects = Array.isArray(value.objects) ? value.objects : [];
  const checked = { file: 'a/stix-bundle.json', bundle: value, objects };
  return checkBundle(attack ? { ...checked, attack: AFTER.domains } : checked, rules);
}

describe('a bundle that breaks no rule', () => {
  it.each([
    ['without relationships', bundle()],
    ['with a technique of ATT&CK', bundle(relates('attack-pattern--T1000'))],
    ['with a technique of another domain', bundle(relates('attack-pattern--T1500'))],
    [
      'with an attack-pattern of its own',
      bundle(relates(OWN, { relationship_type: 'related-to' })),
    ],
    [
      'with a copy of a technique',
      bundle(
        { type: 'attack-pattern', id: 'attack-pattern--T1000' },
        relates('attack-pattern--T1000'),
      ),
    ],
  ])('has no finding: %s', (_, value) => {
    expect(findings(value)).toEqual([]);
    expect(findings(value, false)).toEqual([]);
  });

  it('may name any technique where ATT&CK was not asked for', () => {
    expect(findings(bundle(relates('attack-pattern--T9999')), false)).toEqual([]);
  });
});

describe.each(CASES)('%s in %j', (rule, value, pointer) => {
  it(`is found at ${pointer}, and no other rule is`, () => {
    const found = findings(value);
    expect(found.map((finding) => [finding.rule, finding.place])).toEqual([[rule, { pointer }]]);
    expect(found[0]?.source).toBe('a/stix-bundle.json');
  });
});

describe('rules for bundles', () => {
  const ofBundles = rules.filter(({ bundle }) => bundle);

  it('have a case each, and no fix', () => {
    expect([...new Set(CASES.map(([rule]) => rule))].sort()).toEqual(
      ofBundles.map(({ name }) => name).sort(),
    );
    expect(
      CASES.flatMap(([, value]) => findings(value).flatMap(({ edits }) => edits ?? [])),
    ).toEqual([]);
  });

  it('find a revoked copy that the bundle holds, and name the successor', () => {
    const copy = { type: 'attack-pattern', id: 'attack-pattern--T1002', revoked: true };
    const [found] = findings(bundle(copy, relates('attack-pattern--T1002')));
    expect(found).toMatchObject({ rule: 'technique-revoked', expected: 'T1000.001' });
  });

  it('cut an id that would fill a screen', () => {
    const source_ref = `course-of-action--\u001b${'x'.repeat(10_000)}`;
    const [found] = findings(bundle(relates('attack-pattern--T1000', { source_ref })));
    expect(found).toMatchObject({
      found: expect.stringMatching(/^course-of-action--\\u001bx+… \(\d+ char/),
    });
    expect(found?.found?.length).toBeLessThan(150);
  });

  it('never throw, and end, whatever the bundle is', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    for (const value of [null, 5, 'text', [], [null], [deep], {}, { a: deep }]) {
      const object = { type: 'relationship', source_ref: value, target_ref: value, x_refs: value };
      findings(
        bundle(value, { ...object, external_references: value, id: value, modified: value }),
      );
      expect(findings({ type: 'bundle', id: value, objects: value }).length).toBeGreaterThan(0);
    }
    const many = Array.from({ length: 50_000 }, () => relates('attack-pattern--T9999'));
    const found = findings(bundle(...many));
    expect(found.filter(({ rule }) => rule === 'technique-unknown')).toHaveLength(
      MOST_FINDINGS + 1,
    );
  });
});
