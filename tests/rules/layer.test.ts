import { describe, expect, it } from 'vitest';
import type { AttackView } from '../../src/contracts.ts';
import { checkLayer, MOST_FINDINGS } from '../../src/rules/check.ts';
import { rules } from '../../src/rules/index.ts';
import type { Edit, LocatedFinding } from '../../src/rules/rule.ts';
import { AFTER, technique, viewOf } from '../layers/small-attack.ts';

type Json = Record<string, unknown>;

/** Knows the techniques and platforms of examples. */
const KNOWING = viewOf('18.1', [
  technique('T1110', {
    tactics: ['credential-access'],
    platforms: ['Windows', 'Identity Provider'],
  }),
]);

/** A layer that no rule has anything to say of. */
const CLEAN = {
  name: 'Layer',
  versions: { attack: '18', navigator: '5.1.0', layer: '4.5' },
  domain: 'enterprise-attack',
  filters: { platforms: ['Windows'] },
  gradient: { colors: ['#dbe9f6', '#5a9bd4'], minValue: 0, maxValue: 10 },
  legendItems: [{ label: 'one', color: '#dbe9f6' }],
  metadata: [{ name: 'owner', value: 'SOC' }, { divider: true }],
  links: [{ label: 'source', url: 'https://example.org/' }],
  techniques: [
    { techniqueID: 'T1000', score: 1, color: '', showSubtechniques: true },
    { techniqueID: 'T1000', tactic: 'execution', score: 2, color: '#ff0000' },
    { techniqueID: 'T1000.001', score: 3, metadata: [{ name: 'a', value: 'b' }] },
  ],
};

const withEntries = (...techniques: Json[]): Json => ({
  ...CLEAN,
  techniques: [...CLEAN.techniques, ...techniques],
});

const without = (name: string): Json =>
  Object.fromEntries(Object.entries(CLEAN).filter(([member]) => member !== name));

/** Layers that break one rule, where they do, and whether its fix mends it. */
const CASES: readonly [rule: string, layer: Json, pointer: string, fixed?: 'fixed'][] = [
  ['layer-format', { ...without('versions'), version: '3.0' }, '/version'],
  ['layer-format', without('versions'), ''],
  [
    'layer-format',
    { ...CLEAN, versions: { attack: '18', navigator: '4.8', layer: '4.4' } },
    '/versions',
  ],
  [
    'layer-versions',
    { ...CLEAN, versions: { attack: '18.1', layer: '4.5' } },
    '/versions/attack',
    'fixed',
  ],
  [
    'layer-versions',
    { ...CLEAN, versions: { attack: 18, layer: '4.5' } },
    '/versions/attack',
    'fixed',
  ],
  ['layer-versions', { ...CLEAN, versions: { layer: '4.5' } }, '/versions'],
  ['layer-domain', { ...CLEAN, domain: 'mitre-enterprise' }, '/domain', 'fixed'],
  ['layer-domain', { ...CLEAN, domain: 'enterprise' }, '/domain'],
  ['layer-domain', without('domain'), ''],
  ['layer-name', { ...CLEAN, name: 'a name that has more than 31 characters' }, '/name'],
  ['layer-name', { ...CLEAN, name: 'a/b' }, '/name'],
  ['layer-name', without('name'), ''],
  ['layer-technique-id', withEntries({ techniqueID: '' }), '/techniques/3/techniqueID', 'fixed'],
  ['layer-technique-id', withEntries({ techniqueID: null }), '/techniques/3/techniqueID', 'fixed'],
  ['layer-technique-id', withEntries({ score: 1 }), '/techniques/3', 'fixed'],
  [
    'layer-technique-id',
    withEntries({ techniqueID: 't1009 ' }),
    '/techniques/3/techniqueID',
    'fixed',
  ],
  ['layer-technique-id', withEntries({ techniqueID: 'TA0001' }), '/techniques/3/techniqueID'],
  ['layer-duplicate-entry', withEntries({ techniqueID: 'T1000.001', score: 4 }), '/techniques/3'],
  [
    'layer-tactic-order',
    withEntries({ techniqueID: 'T1001', tactic: 'execution' }, { techniqueID: 'T1001' }),
    '/techniques/4',
  ],
  ['layer-tactic', withEntries({ techniqueID: 'T1009', tactic: 'impact' }), '/techniques/3/tactic'],
  ['layer-tactic', withEntries({ techniqueID: 'T1009', tactic: '' }), '/techniques/3/tactic'],
  [
    'layer-score',
    withEntries({ techniqueID: 'T1009', score: '3' }),
    '/techniques/3/score',
    'fixed',
  ],
  [
    'layer-score',
    withEntries({ techniqueID: 'T1009', score: null }),
    '/techniques/3/score',
    'fixed',
  ],
  ['layer-score', withEntries({ techniqueID: 'T1009', score: 'NaN' }), '/techniques/3/score'],
  [
    'layer-colour',
    withEntries({ techniqueID: 'T1009', color: '#f00' }),
    '/techniques/3/color',
    'fixed',
  ],
  ['layer-colour', withEntries({ techniqueID: 'T1009', color: 'red' }), '/techniques/3/color'],
  ['layer-colour', { ...CLEAN, legendItems: [{ label: 'a', color: '' }] }, '/legendItems/0/color'],
  ['layer-colour', { ...CLEAN, tacticRowBackground: 'grey' }, '/tacticRowBackground'],
  [
    'layer-gradient',
    { ...CLEAN, gradient: { ...CLEAN.gradient, colors: ['#dbe9f6'] } },
    '/gradient',
  ],
  ['layer-gradient', { ...CLEAN, gradient: { ...CLEAN.gradient, minValue: 10 } }, '/gradient'],
  ['layer-gradient', { ...CLEAN, gradient: { ...CLEAN.gradient, maxValue: null } }, '/gradient'],
  ['layer-gradient', { ...CLEAN, gradient: null }, '/gradient'],
  [
    'layer-gradient-trap',
    withEntries({ techniqueID: 'T1009', score: 9.96 }),
    '/gradient/maxValue',
    'fixed',
  ],
  // 5.98 and 4 are no colour, and their sum with 0 is.
  [
    'layer-gradient-trap',
    {
      ...CLEAN,
      techniques: [
        { techniqueID: 'T1000', score: 5.98, showSubtechniques: true },
        { techniqueID: 'T1000.001', score: 4 },
      ],
    },
    '/gradient/maxValue',
    'fixed',
  ],
  [
    'layer-gradient-trap',
    { ...without('gradient'), techniques: [{ techniqueID: 'T1009', score: 99.7 }] },
    '',
  ],
  ['layer-link', { ...CLEAN, links: [{ label: 'a', url: 'javascript:alert(1)' }] }, '/links/0/url'],
  [
    'layer-link',
    { ...CLEAN, links: [{ label: '', url: 'https://example.org' }] },
    '/links/0/label',
  ],
  [
    'layer-link',
    withEntries({ techniqueID: 'T1009', links: [{ label: 'a' }] }),
    '/techniques/3/links/0',
  ],
  [
    'layer-metadata',
    withEntries({ techniqueID: 'T1009', metadata: [{ name: 'a', value: '' }] }),
    '/techniques/3/metadata/0/value',
    'fixed',
  ],
  ['layer-metadata', { ...CLEAN, metadata: [{ name: '', value: 'b' }] }, '/metadata/0/name'],
  ['layer-metadata', { ...CLEAN, metadata: [{ name: 'b' }] }, '/metadata/0', 'fixed'],
  [
    'layer-platform',
    { ...CLEAN, filters: { platforms: ['Windows', 'Azure AD'] } },
    '/filters/platforms/1',
  ],
  ['layer-member', { ...CLEAN, mine: 1 }, '/mine'],
  ['layer-member', { ...CLEAN, sorting: 'up' }, '/sorting'],
  ['layer-member', withEntries({ techniqueID: 'T1009', enabled: 'yes' }), '/techniques/3/enabled'],
  ['layer-member', { ...CLEAN, techniques: [...CLEAN.techniques, 5] }, '/techniques/3'],
  ['layer-member', { ...CLEAN, metadata: [5] }, '/metadata/0'],
  [
    'layer-folded',
    { ...CLEAN, techniques: [{ techniqueID: 'T1000.001', score: 1 }] },
    '/techniques/0',
  ],
  ['technique-unknown', withEntries({ techniqueID: 'T9999' }), '/techniques/3/techniqueID'],
  ['technique-revoked', withEntries({ techniqueID: 'T1002' }), '/techniques/3/techniqueID'],
  [
    'technique-revoked',
    withEntries({ techniqueID: 'T1002', tactic: 'impact' }),
    '/techniques/3/techniqueID',
  ],
  ['technique-deprecated', withEntries({ techniqueID: 'T1004' }), '/techniques/3/techniqueID'],
  ['technique-other-domain', withEntries({ techniqueID: 'T1500' }), '/techniques/3/techniqueID'],
];

function findings(layer: Json, attack: AttackView | undefined = AFTER): LocatedFinding[] {
  return checkLayer({ file: 'a/layer.json', layer, ...(attack ? { attack } : {}) }, rules);
}

function edited(layer: Json, edits: readonly Edit[]): Json {
  const copy = structuredClone(layer);
  for (const { pointer, values } of [...edits].reverse()) {
    const path = pointer.slice(1).split('/');
    const last = path.pop() ?? '';
    const parent = path.reduce<unknown>((value, name) => (value as Json)[name], copy);
    if (Array.isArray(parent)) parent.splice(Number(last), 1, ...values);
    else if (values.length === 0) delete (parent as Json)[last];
    else (parent as Json)[last] = values[0];
  }
  return copy;
}

describe('a layer that breaks no rule', () => {
  it('has no finding, with ATT&CK and without', () => {
    expect(findings(CLEAN)).toEqual([]);
    expect(checkLayer({ file: 'x', layer: CLEAN }, rules)).toEqual([]);
  });

  it('may have an older name of its domain in an older format', () => {
    const old = { ...without('versions'), version: '3.0', domain: 'mitre-enterprise' };
    expect(findings(old).map(({ rule }) => rule)).toEqual(['layer-format']);
  });

  it.each(['revoked', 'deprecated'])('may fold a %s technique, which is not shown', (state) => {
    const attack = viewOf('18.1', [
      technique('T1000', { [state]: true, revoked_by: ['T1001'] }),
      technique('T1000.001'),
      technique('T1001'),
    ]);
    const layer = { ...CLEAN, techniques: [{ techniqueID: 'T1000.001', score: 1 }] };
    expect(findings(layer, attack)).toEqual([]);
  });

  it('may unfold sub-techniques by its layout', () => {
    const layer = {
      ...CLEAN,
      layout: { expandedSubtechniques: 'annotated' },
      techniques: [{ techniqueID: 'T1000.001', score: 1 }],
    };
    expect(findings(layer)).toEqual([]);
  });
});

describe.each(CASES)('%s in %j', (rule, layer, pointer, fixed) => {
  it(`is found at ${pointer}, and no other rule is`, () => {
    const found = findings(layer);
    expect(found.map((finding) => [finding.rule, finding.place])).toEqual([[rule, { pointer }]]);
    expect(found[0]?.source).toBe('a/layer.json');
  });

  it(fixed ? 'is gone after its fix' : 'has no fix', () => {
    const edits = findings(layer).flatMap((finding) => finding.edits ?? []);
    expect(edits.length > 0).toBe(fixed === 'fixed');
    if (fixed) expect(findings(edited(layer, edits))).toEqual([]);
  });
});

describe('rules for layers', () => {
  const ofLayers = rules.filter(({ layer }) => layer);

  it('have a case each', () => {
    expect([...new Set(CASES.map(([rule]) => rule))].sort()).toEqual(
      ofLayers.map(({ name }) => name).sort(),
    );
  });

  it('with a fix have edits, and only they', () => {
    const fixing = new Set(CASES.flatMap(([rule, , , fixed]) => (fixed ? rule : [])));
    const due = ofLayers.filter(({ fix }) => fix !== undefined).map(({ name }) => name);
    expect([...fixing].sort()).toEqual(due.sort());
  });

  it.each(ofLayers.filter(({ name }) => name.startsWith('layer-')))(
    '$name has an example that breaks it, and one that does not',
    ({ name, example: { bad, good }, description }) => {
      const found = (text: string) =>
        findings({ ...without('versions'), ...JSON.parse(text) }, KNOWING);
      expect(found(bad).map(({ rule }) => rule)).toContain(name);
      expect(found(good).map(({ rule }) => rule)).not.toContain(name);
      expect(description).toMatch(/\.$/);
    },
  );

  it('never throw, and end, whatever the layer is', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    const odd = [null, 5, 'text', [], [null], [deep], deep, {}, { a: deep }];
    for (const value of odd) {
      const layer = Object.fromEntries(Object.keys(CLEAN).map((name) => [name, value]));
      expect(findings(layer).length).toBeGreaterThan(0);
      findings(withEntries({ techniqueID: 'T1009', score: value, tactic: value, links: value }));
    }
    const many = Array.from({ length: 50_000 }, (_, i) => ({
      techniqueID: 'T1009',
      tactic: `t${i}`,
    }));
    expect(findings({ ...CLEAN, techniques: many })).toHaveLength(MOST_FINDINGS + 1);
  });
});
