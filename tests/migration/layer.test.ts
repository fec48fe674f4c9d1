import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttackView } from '../../src/contracts.ts';
import { validate } from '../../src/generated/navigator-layer.validate.ts';
import type { LayerEntry } from '../../src/layers/layer-types.ts';
import { readLayer } from '../../src/layers/read-layer.ts';
import type { LayerDecision } from '../../src/migration/layer-placement.ts';
import { type LayerMigration, migrateLayer } from '../../src/migration/migrate-layer.ts';
import { hashOf } from '../../src/model/hash-of.ts';
import { checkLayer } from '../../src/rules/check.ts';
import { rules } from '../../src/rules/index.ts';
import { AFTER, BEFORE, technique, viewOf } from '../layers/small-attack.ts';

type Json = Record<string, unknown>;

function layerOf(techniques: readonly Json[], more: Json = {}): Json {
  return {
    name: 'Layer',
    versions: { attack: '14', navigator: '4.9', layer: '4.5' },
    domain: 'enterprise-attack',
    techniques,
    ...more,
  };
}

function migrate(layer: Json, migration: Partial<LayerMigration> = {}) {
  return migrateLayer(readLayer(layer, 'a/layer.json'), {
    from: BEFORE,
    to: AFTER,
    ...migration,
  });
}

const entriesOf = (techniques: readonly Json[], migration: Partial<LayerMigration> = {}) =>
  migrate(layerOf(techniques), migration).layer.techniques;

const findings = (layer: unknown, attack: AttackView = AFTER) =>
  checkLayer({ file: 'x', layer: layer as Json, attack }, rules).map(
    ({ rule, place }) => `${rule} ${place.pointer}`,
  );

describe('migrateLayer', () => {
  it('keeps, moves and drops entries by the fate of their technique', () => {
    const ids = ['T1000', 'T1001', 'T1002', 'T1004', 'T1005', 'T1006', 'T1007', 'T1500', 'T9999'];
    const { layer, report } = migrate(layerOf(ids.map((techniqueID) => ({ techniqueID }))));
    expect(layer.versions).toEqual({ attack: '18', navigator: '5.1.0', layer: '4.5' });
    expect(layer.techniques).toEqual([
      { techniqueID: 'T1000' },
      { techniqueID: 'T1001' },
      { techniqueID: 'T1000.001', metadata: [{ name: 'migrated from', value: 'T1002' }] },
      { techniqueID: 'T1017', metadata: [{ name: 'migrated from', value: 'T1007' }] },
    ]);
    expect(report.kept).toEqual(['T1000', 'T1001']);
    expect(report.renamed).toEqual([{ id: 'T1001', was: 'Old name', is: 'New name' }]);
    expect(report.moved).toEqual([
      { from: 'T1002', to: 'T1000.001', reason: 'revoked', path: ['T1002', 'T1000.001'] },
      { from: 'T1007', to: 'T1017', reason: 'renumbered', path: ['T1017'] },
    ]);
    expect(report.dropped.map(({ id, reason, candidates }) => [id, reason, candidates])).toEqual([
      ['T1004', 'deprecated', []],
      ['T1005', 'split', ['T1000 Name of T1000', 'T1001 New name']],
      ['T1006', 'no_successor', []],
      ['T1500', 'other_domain', []],
      ['T9999', 'unknown', []],
    ]);
    expect(report.not_assessed).toEqual(['T1000.001', 'T1000.002']);
    expect([report.format, report.from, report.to]).toEqual(['4.5', '14', '18.1']);
    expect(layer.metadata).toEqual([{ name: 'migrated from', value: 'ATT&CK 14' }]);
    expect(findings(layer)).toEqual([]);
  });

  it('takes any living id of the target when the layer names no version', () => {
    const layer = layerOf([{ techniqueID: 'T1000.002' }, { techniqueID: 'T1001' }], {
      versions: undefined,
      version: '3.0',
    });
    const { report } = migrateLayer(readLayer(layer, 'x'), { to: AFTER });
    expect(report).toMatchObject({
      format: '3.0',
      kept: ['T1000.002', 'T1001'],
      renamed: [],
      moved: [],
      dropped: [],
      not_assessed: [],
    });
    expect(report).not.toHaveProperty('from');
  });

  it('knows the version of a layer that names none from the release given', () => {
    const { layer, report } = migrate(
      layerOf([{ techniqueID: 'T1001' }], { versions: { layer: '4.5' } }),
    );
    expect([report.from, report.renamed.length]).toEqual(['14.1', 1]);
    expect(layer.metadata).toEqual([{ name: 'migrated from', value: 'ATT&CK 14.1' }]);
  });

  it('names the bundle where that is at fault', () => {
    const circle = viewOf('18.1', [
      technique('T1000', { revoked: true, revoked_by: ['T1001'] }),
      technique('T1001', { revoked: true, revoked_by: ['T1000'] }),
    ]);
    const { report } = migrate(layerOf([{ techniqueID: 'T1000' }]), { to: circle });
    expect(report.dropped).toMatchObject([
      { id: 'T1000', reason: 'no_successor', bundle: 'https://example.org/enterprise-18.1.json' },
    ]);
    expect(report.dropped[0]?.message).toContain('T1000 → T1001 → T1000');
  });

  it('changes nothing of a clean layer of the version itself', () => {
    const layer = {
      description: '',
      ...layerOf(
        [
          { score: 9.89, techniqueID: 'T1001', comment: '', links: [], enabled: false },
          { techniqueID: 'T1000', showSubtechniques: true },
          { techniqueID: 'T1000.001', tactic: 'persistence', score: 1 },
          { techniqueID: 'T1001', tactic: 'execution', color: '#ffffff' },
        ],
        {
          versions: { attack: '18', navigator: '5.1.0', layer: '4.5' },
          filters: { platforms: ['IaaS'] },
          gradient: { maxValue: 10, minValue: 0, colors: ['#ff0000', '#00ff00'] },
          customDataURL: 'https://example.org/bundle.json',
        },
      ),
    };
    const migrated = migrate(layer, { from: AFTER });
    expect(JSON.stringify(migrated.layer)).toBe(JSON.stringify(layer));
    expect(migrated.report.cleaned).toEqual([]);
    expect(migrated.report.not_assessed).toEqual([]);
  });

  it('merges entries that become one, keeps all they say, and shows the highest score', () => {
    const link = { label: 'page', url: 'https://example.org/' };
    const { layer, report } = migrate(
      layerOf([
        { techniqueID: 'T1002', score: 2, comment: 'Two.', color: '#111111', links: [link] },
        {
          techniqueID: 'T1003',
          score: 3,
          comment: 'Three.',
          color: '#222222',
          enabled: false,
          metadata: [{ name: 'owner', value: 'SOC' }],
          links: [link],
        },
      ]),
    );
    expect(layer.techniques).toEqual([
      { techniqueID: 'T1000', showSubtechniques: true },
      {
        techniqueID: 'T1000.001',
        score: 3,
        color: '#222222',
        comment:
          'T1002: Two.\n\nT1003: Three.\n\nScores differ, the highest is shown: T1002: 2, T1003: 3',
        enabled: true,
        metadata: [
          { name: 'merged entries', value: 'T1002, T1003' },
          { name: 'score of T1002', value: '2' },
          { name: 'score of T1003', value: '3' },
          { name: 'colour of T1002', value: '#111111' },
          { name: 'colour of T1003', value: '#222222' },
          { name: 'enabled of T1002', value: 'true' },
          { name: 'enabled of T1003', value: 'false' },
          { divider: true },
          { name: 'migrated from', value: 'T1002' },
          { divider: true },
          { name: 'migrated from', value: 'T1003' },
          { name: 'owner', value: 'SOC' },
        ],
        links: [
          { label: 'T1002: page', url: 'https://example.org/' },
          { label: 'T1003: page', url: 'https://example.org/' },
        ],
      },
    ]);
    expect(report.merged).toEqual([
      {
        technique: 'T1000.001',
        from: ['T1002', 'T1003'],
        scores: [
          { of: 'T1002', score: 2 },
          { of: 'T1003', score: 3 },
        ],
      },
    ]);
    expect(report.review.map(({ reason, attack_object_id }) => [reason, attack_object_id])).toEqual(
      [
        ['collision', 'T1002'],
        ['collision', 'T1003'],
      ],
    );
    expect(findings(layer)).toEqual([]);
  });

  it('has nothing to review where merged scores are the same', () => {
    const { layer, report } = migrate(
      layerOf([
        { techniqueID: 'T1002', score: 2, comment: 'Same.' },
        { techniqueID: 'T1003', score: 2, comment: 'Same.' },
      ]),
    );
    expect(layer.techniques[1]).toMatchObject({ score: 2, comment: 'T1002, T1003: Same.' });
    expect(report.merged).toHaveLength(1);
    expect(report.review).toEqual([]);
  });

  it('makes equal entries one and says so', () => {
    const one = { techniqueID: 'T1000', score: 1 };
    const { layer, report } = migrate(layerOf([one, { ...one }, { ...one }]));
    expect(layer.techniques).toEqual([one]);
    expect(report.merged).toEqual([]);
    expect(report.cleaned.map(({ message }) => message)).toEqual([
      'the entry of T1000 is there 3 times, and 1 are different',
    ]);
  });

  it('drops a tactic that the technique lost, and merges with the general entry', () => {
    const { layer, report } = migrate(
      layerOf([
        { techniqueID: 'T1009', tactic: 'impact', score: 4 },
        { techniqueID: 'T1009', tactic: 'execution', score: 5 },
        { techniqueID: 'T1009', score: 1 },
      ]),
    );
    expect(layer.techniques.map(({ tactic, score }) => [tactic, score])).toEqual([
      [undefined, 4],
      ['execution', 5],
    ]);
    expect(report.tactics).toEqual([
      { technique: 'T1009', tactic: 'impact', pointer: '/techniques/0' },
    ]);
    expect(report.merged.map(({ from }) => from)).toEqual([['T1009 (impact)', 'T1009']]);
    expect(report.review).toHaveLength(2);
    expect(findings(layer)).toEqual([]);
  });

  it('makes an entry general when no other is, without a mark', () => {
    expect(entriesOf([{ techniqueID: 'T1009', tactic: 'impact', score: 4 }])).toEqual([
      { techniqueID: 'T1009', score: 4 },
    ]);
  });

  it('puts the general entry before those with a tactic', () => {
    const { layer, report } = migrate(
      layerOf([
        { techniqueID: 'T1001', tactic: 'execution' },
        { techniqueID: 'T1000' },
        { techniqueID: 'T1001', score: 1 },
      ]),
    );
    expect(layer.techniques).toEqual([
      { techniqueID: 'T1001', score: 1 },
      { techniqueID: 'T1001', tactic: 'execution' },
      { techniqueID: 'T1000' },
    ]);
    expect(report.cleaned.map(({ pointer }) => pointer)).toEqual(['/techniques/2']);
  });

  it('keeps a tactic that a moved technique has', () => {
    expect(entriesOf([{ techniqueID: 'T1002', tactic: 'persistence', score: 1 }])).toEqual([
      { techniqueID: 'T1000', showSubtechniques: true },
      {
        techniqueID: 'T1000.001',
        tactic: 'persistence',
        score: 1,
        metadata: [{ name: 'migrated from', value: 'T1002' }],
      },
    ]);
  });

  it('unfolds parents of scored sub-techniques, unless the layout does', () => {
    const sub = { techniqueID: 'T1000.001', score: 1 };
    const special = { techniqueID: 'T1000', tactic: 'execution', score: 2 };
    expect(entriesOf([special, sub])).toEqual([
      { techniqueID: 'T1000', showSubtechniques: true },
      { ...special, showSubtechniques: true },
      sub,
    ]);
    const layout = { expandedSubtechniques: 'annotated' };
    expect(migrate(layerOf([sub], { layout })).layer.techniques).toEqual([sub]);
  });

  it.each(['revoked', 'deprecated'])('makes no entry for a %s parent', (state) => {
    const to = viewOf('18.1', [
      technique('T1000', { [state]: true, revoked_by: ['T1001'] }),
      technique('T1000.001'),
      technique('T1001'),
    ]);
    const sub = { techniqueID: 'T1000.001', score: 1 };
    expect(entriesOf([sub], { to })).toEqual([sub]);
  });

  describe('platforms', () => {
    const platforms = (...names: string[]) =>
      migrate(layerOf([], { filters: { platforms: names } }));

    it('are named as in the target, and left out where it has none of that name', () => {
      const { layer, report } = platforms('Windows', 'AWS', 'GCP', 'Azure AD', 'Plan 9');
      expect(layer.filters).toEqual({ platforms: ['Windows', 'IaaS'] });
      expect(report.cleaned.map(({ kind }) => kind)).toEqual([
        'changed',
        'changed',
        'left out',
        'left out',
      ]);
    });

    it('are no filter when none is left', () => {
      expect(platforms('Plan 9').layer).not.toHaveProperty('filters');
    });
  });

  describe('gradient', () => {
    const gradient = { colors: ['#ff0000', '#00ff00'], minValue: 0, maxValue: 100 };
    const shown = (scores: number[], more: Json = { gradient }) => {
      const ids = ['T1000', 'T1000.001', 'T1001'];
      const techniques = scores.map((score, i) => ({ techniqueID: ids[i], score }));
      return migrate(layerOf(techniques, more));
    };

    it.each([
      ['a score', [99.6], 101],
      ['a sum', [60, 39.7], 101],
      ['the gradient that the Navigator has', [99.6], 101],
    ])('is moved for %s that blanks the matrix', (what, scores, maxValue) => {
      const { layer, report } = shown(scores, what.startsWith('the') ? {} : { gradient });
      expect(layer.gradient?.maxValue).toBe(maxValue);
      expect(report.cleaned.map(({ pointer }) => pointer)).toContain('/gradient');
      expect(findings(layer)).toEqual([]);
    });

    it('stays where every score has a colour', () => {
      expect(shown([99, 0, 100]).layer.gradient).toEqual(gradient);
      expect(shown([50], {}).layer).not.toHaveProperty('gradient');
    });

    it('ends for scores beyond whole numbers', () => {
      const huge = { ...gradient, maxValue: 1e17 };
      const { layer } = shown([0.996e17, 0.9961e17], { gradient: huge });
      expect(layer.gradient?.maxValue).toBeGreaterThan(1e17);
      expect(findings(layer)).toEqual([]);
      const limit = { ...gradient, maxValue: Number.MAX_VALUE };
      expect(findings(shown([Number.MAX_VALUE * 0.996], { gradient: limit }).layer)).toEqual([]);
    });
  });

  describe('decisions', () => {
    const decided = (techniqueID: string, decision: LayerDecision) =>
      migrate(layerOf([{ techniqueID, score: 1 }]), { decide: () => decision });

    it('go before fates', () => {
      expect(decided('T1000', 'drop').layer.techniques).toEqual([]);
      expect(decided('T1000', 'drop').report.review).toEqual([]);
      expect(decided('T1000', 'keep').report.kept).toEqual(['T1000']);
      const { layer, report } = decided('T1005', ['T1000', 'T1001']);
      expect(layer.techniques.map(({ techniqueID }) => techniqueID)).toEqual(['T1000', 'T1001']);
      expect(report.moved).toEqual([
        { from: 'T1005', to: 'T1000', reason: 'decided', path: [] },
        { from: 'T1005', to: 'T1001', reason: 'decided', path: [] },
      ]);
      expect(report.review).toEqual([]);
    });

    it('are asked for by id, tactic and the id of the row', () => {
      const asked: unknown[] = [];
      const entry = { techniqueID: 'T1009', tactic: 'impact', score: 1, comment: 'c' };
      migrate(layerOf([entry]), {
        decide: (...question) => {
          asked.push(question);
          return undefined;
        },
      });
      const row = hashOf(['T1009', 'impact', 1, 'c']).slice(0, 16);
      expect(asked).toEqual([['T1009', 'impact', row]]);
    });

    it('settle a collision', () => {
      const { report } = migrate(
        layerOf([
          { techniqueID: 'T1002', score: 2 },
          { techniqueID: 'T1003', score: 3 },
        ]),
        { decide: () => 'keep' },
      );
      expect(report.merged).toHaveLength(1);
      expect(report.review).toEqual([]);
    });

    it.each([
      ['T1004', 'keep', /T1004 is "keep"/],
      [
        'T1000',
        ['T1002'],
        /names T1002, which is no living technique of enterprise in ATT&CK 18.1/,
      ],
      ['T1000', ['T1500'], /names T1500/],
    ] as const)('on %s that says %j is refused', (id, decision, words) => {
      expect(() => decided(id, decision)).toThrow(
        expect.objectContaining({ code: 'config', message: expect.stringMatching(words) }),
      );
    });
  });

  it('says what people have to decide, equal entries once', () => {
    const entry = { techniqueID: 'T1005', score: 2, comment: 'c' };
    const { report } = migrate(layerOf([entry, entry, { techniqueID: 'T1500' }]));
    expect(report.review).toEqual([
      {
        set: 'a/layer.json',
        row: hashOf(['T1005', undefined, 2, 'c']).slice(0, 16),
        decision: '',
        reason: 'split',
        message: report.dropped[0]?.message,
        candidates: ['T1000 Name of T1000', 'T1001 New name'],
        count: 2,
        attack_object_id: 'T1005',
        score_value: '2',
        comments: 'c',
      },
      expect.objectContaining({ attack_object_id: 'T1500', reason: 'other_domain', count: 1 }),
    ]);
    expect(report.dropped[0]?.entries).toEqual(['/techniques/0', '/techniques/1']);
  });

  it('cuts what people have to decide where entries say too much', () => {
    const gone = Array.from({ length: 30 }, (_, i) => ({
      techniqueID: i % 2 === 0 ? 'T1002' : 'T1003',
      tactic: `${i}-${'x'.repeat(90)}`,
      score: i,
    }));
    const { report } = migrate(layerOf(gone));
    const message = report.review[0]?.message ?? '';
    expect(message).toContain('and 10 more');
    expect(message.length).toBeLessThan(3000);
  });

  it('goes back only where every technique lives', () => {
    const back = (...ids: string[]) =>
      migrate(
        layerOf(
          ids.map((techniqueID) => ({ techniqueID })),
          { versions: { attack: '18', navigator: '5.1.0', layer: '4.5' } },
        ),
        { from: AFTER, to: BEFORE },
      );
    expect(back('T1000', 'T1017').report.kept).toEqual(['T1000']);
    expect(() => back('T1000.001', 'T1000', 'T1000.002')).toThrow(
      /a layer goes back only when every technique lives there; 2 of 3 do not:\n {2}.*T1000\.001.*\n {2}.*T1000\.002/s,
    );
  });

  it('is of one domain', () => {
    expect(() => migrate(layerOf([], { domain: 'ics-attack' }))).toThrow(/expected ATT&CK ics/);
  });

  it('leaves out data that a layer of another version was made from', () => {
    const layer = layerOf([], { customDataURL: 'https://example.org/b.json' });
    const { layer: migrated, report } = migrate(layer);
    expect(migrated).not.toHaveProperty('customDataURL');
    expect(report.cleaned.map(({ pointer }) => pointer)).toEqual(['/customDataURL']);
  });

  it('reports members of no format by their place', () => {
    const { layer, report } = migrate(layerOf([{ techniqueID: 'T1000', mine: 1 }], { its: 2 }));
    expect(report.members).toEqual(['/its', '/techniques/0/mine']);
    expect(report.cleaned).toEqual([]);
    expect(findings(layer)).toEqual([]);
  });

  it('carries very many entries of one technique', () => {
    const techniques = Array.from({ length: 200_000 }, (_, i) => ({
      techniqueID: i % 2 ? 'T1002' : 'T1003',
      score: i,
      comment: 'c',
    }));
    const { layer, report } = migrate(layerOf(techniques));
    expect(layer.techniques[1]?.score).toBe(199_999);
    expect(report.merged[0]?.scores).toHaveLength(200_000);
  });
});

describe('any layer', () => {
  const IDS = [...BEFORE.index.techniques.keys(), 'T1000.001', 'T1500', 't1000', '', 'x'];
  const odd = fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 2 }));
  const score = fc.oneof(
    fc.constant(undefined),
    fc.double({ noNaN: true, min: -5, max: 12 }),
    fc.constantFrom('3', 'NaN', null, 9.96, 9.97),
  );
  const entry = fc.record(
    {
      techniqueID: fc.oneof(fc.constantFrom<unknown>(...IDS), odd),
      tactic: fc.constantFrom(undefined, 'execution', 'impact', 'persistence', 'x', null),
      score,
      color: fc.constantFrom(undefined, '', '#ff0000', '#f00', 'red'),
      comment: fc.oneof(fc.string(), odd),
      enabled: fc.constantFrom(undefined, true, false, 'no'),
      metadata: fc.array(
        fc.record({ name: fc.string(), value: fc.oneof(fc.string(), odd) }, { requiredKeys: [] }),
      ),
      links: odd,
      other: odd,
    },
    { requiredKeys: ['techniqueID'] },
  );
  const layers = fc
    .record(
      {
        techniques: fc.array(entry, { maxLength: 12 }),
        gradient: fc.oneof(
          odd,
          fc.record({
            colors: fc.array(fc.constantFrom('#ff0000', '#00ff00', 'red', '#00f')),
            minValue: score,
            maxValue: score,
          }),
        ),
        filters: fc.oneof(odd, fc.constant({ platforms: ['Windows', 'AWS', 5] })),
        name: odd,
        layout: odd,
        legendItems: odd,
        metadata: odd,
        sorting: odd,
      },
      { requiredKeys: ['techniques'] },
    )
    .map((layer): Json => JSON.parse(JSON.stringify(layerOf([], layer))));

  it('comes out clean, whole and the same when it is migrated again', () => {
    fc.assert(
      fc.property(layers, (value) => {
        const { layer, report } = migrate(value);
        const written = JSON.parse(JSON.stringify(layer));
        expect(findings(written)).toEqual([]);
        expect(validate(written)).toBe(true);

        const again = migrate(written, { from: AFTER });
        expect(again.layer).toEqual(written);
        expect(again.report.cleaned).toEqual([]);

        const { frame } = readLayer(value, 'x');
        const went = new Set([
          ...report.kept,
          ...report.moved.map(({ from }) => from),
          ...report.dropped.map(({ id }) => id),
        ]);
        expect(went).toEqual(new Set(frame.techniques.map(({ techniqueID }) => techniqueID)));
        expect(highest(layer.techniques)).toBe(
          highest(
            frame.techniques.filter(({ techniqueID }) => !isDropped(report.dropped, techniqueID)),
          ),
        );
      }),
    );
  });

  function highest(entries: readonly LayerEntry[]): number {
    return Math.max(...entries.flatMap((one) => one.score ?? []));
  }

  function isDropped(dropped: readonly { readonly id: string }[], id: string): boolean {
    return dropped.some((one) => one.id === id);
  }
});

describe('a target that was cut down', () => {
  it('is refused', () => {
    const cut = viewOf('18.1', [technique('T1000'), technique('T1001', { revoked: true })]);
    expect(() => migrate(layerOf([]), { to: cut })).toThrow(/expected revoked-by relationships/);
  });
});
