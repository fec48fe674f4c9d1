import { describe, expect, it } from 'vitest';
import { changeReport } from '../../src/changes/change-report.ts';
import { compareLayers } from '../../src/changes/compare-layers.ts';
import { compareSets } from '../../src/changes/compare-sets.ts';
import type { ChangeReport } from '../../src/generated/changes.ts';
import { readLayer } from '../../src/layers/read-layer.ts';
import { changesMarkdown, changesTitle } from '../../src/report/changes-markdown.ts';
import { changesText } from '../../src/report/changes-text.ts';
import { M365, type Publication, publishedSet, scored } from '../support/published-set.ts';

const NEWER = { ...M365, framework_version: '07.18.2025', attack_version: '16.1' };

function reportOn(old: Publication, next: Publication): ChangeReport {
  const sets = [compareSets(publishedSet(old), publishedSet(next))];
  return changeReport({ old: 'a', new: 'b', sets });
}
const text = (report: ChangeReport, all = false) => [...changesText(report, { all })].join('');
const many = (count: number, more = {}) =>
  Array.from({ length: count }, (_, i) => scored('C1', `T${1000 + i}`, more));

/** Closing and opening tags of folds, in their order. */
const folds = (markdown: string) => markdown.match(/<\/?details>/g) ?? [];

const SMALL = reportOn(
  {
    rows: [
      scored('C1', 'T1110', { comments: 'It blocks all known passwords.' }),
      scored('C1', 'T1078', { capability_description: 'Old' }),
    ],
  },
  {
    key: NEWER,
    rows: [
      scored('C1', 'T1110', { comments: 'It blocks known passwords.', score_value: 'minimal' }),
      scored('C1', 'T1078', { capability_description: 'New' }),
      scored('C2', 'T1078'),
    ],
  },
);

describe('changes as text', () => {
  it('begin with counts, and tell words that changed', () => {
    expect(text(SMALL)).toBe(`M365 12.11.2023 → 07.18.2025, ATT&CK 14.1 → 16.1, enterprise
============================================================
1 mapping added, 1 changed, 1 capability added, 1 renamed

mappings added: 1
  C2 → T1078 (technique_score, protect: partial)

mappings rescored: 1
  C1 → T1110 (technique_score, protect: partial)  [comment, rescored]
      score_value: partial → minimal
      comments: It blocks [-all-] known passwords.

changed in all rows alike: 1
  capability_description of C1: Old → New  [renamed, 1 row]

capabilities added: 1
  C2

capabilities changed: 1
  C1  [renamed]
      names: Old → New

sets: 1 compared, 1 changed, 0 added, 0 removed
`);
  });

  it('show the first few of each kind, or all', () => {
    const report = reportOn({ rows: [] }, { rows: many(15) });
    expect(text(report).match(/C1 → T1/g)).toHaveLength(10);
    expect(text(report)).toContain('… and 5 more (--all)');
    expect(text(report, true).match(/C1 → T1/g)).toHaveLength(15);
  });

  it('say when ATT&CK was not asked', () => {
    const moved = reportOn({ rows: [scored('C1', 'T1')] }, { rows: [scored('C1', 'T2')] });
    expect(text(moved)).toContain('ATT&CK was not asked');
    expect(changesMarkdown(moved, { maxBytes: 9000 })).toContain('ATT&CK was not asked');
    expect(text(SMALL)).not.toContain('ATT&CK was not asked');
  });

  it.each(['comments', 'score_value', 'capability_description'])(
    'show where %s differ, however late',
    (field) => {
      const of = (end: string) => ({
        rows: [scored('C1', 'T1', { [field]: `${'x'.repeat(900)}${end}` })],
      });
      const report = reportOn(of('1'), of('2'));
      for (const shown of [text(report), changesMarkdown(report, { maxBytes: 9000 })]) {
        expect(shown).toMatch(/…x{30}1/);
        expect(shown).toMatch(/…x{30}2/);
      }
    },
  );

  it('cannot steer a terminal', () => {
    const evil = '\u001b[2J\u0007\r\u009b31m';
    const report = reportOn(
      { rows: [scored('C1', 'T1', { comments: 'x' })], groups: { g: 'x' } },
      { rows: [scored('C1', 'T1', { comments: evil }), scored(evil, evil)], groups: { g: evil } },
    );
    const [shown, markdown] = [text(report), changesMarkdown(report, { maxBytes: 9000 })];
    const controls = (of: string) => of.replaceAll('\n', '').match(/\p{Cc}/gu);
    expect([controls(shown), controls(markdown)]).toEqual([null, null]);
  });

  it('of layers', () => {
    const layer = (score: number, more = {}) =>
      readLayer(
        {
          name: 'L',
          domain: 'enterprise-attack',
          techniques: [{ techniqueID: 'T1110', score }],
          ...more,
        },
        'l',
      );
    const layers = [compareLayers(layer(1), layer(2, { description: 'New' }))];
    const report = changeReport({ old: 'a', new: 'b', layers, layersAdded: ['other.json'] });
    expect(text(report)).toBe(`layer L
=======
1 technique changed, 1 raised, 1 member of the layer changed

techniques changed: 1
  T1110  [raised]
      score: 1 → 2

the layer itself: 1
  description: (nothing) → New

layers added: 1
  other.json

layers: 1 compared, 1 changed, 1 added, 0 removed
`);
    expect(changesTitle(report)).toBe(
      'L: 1 technique changed, 1 raised, 1 member of the layer changed; other.json added',
    );
  });
});

describe('changes as Markdown', () => {
  it('begin with a table of totals, and fold each kind', () => {
    expect(changesMarkdown(SMALL, { maxBytes: 60_000 })).toBe(
      `<code>a</code> → <code>b</code>: sets: 1 compared, 1 changed, 0 added, 0 removed

| | added | changed | rescored | comment | capabilities added | renamed |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| M365 12.11.2023 → 07.18.2025, ATT&CK 14.1 → 16.1, enterprise | 1 | 1 | 1 | 1 | 1 | 1 |

<details><summary>M365 12.11.2023 → 07.18.2025, ATT&CK 14.1 → 16.1, enterprise: mappings added: 1</summary>

- <code>C2 → T1078 (technique_score, protect: partial)</code>

</details>

<details><summary>M365 12.11.2023 → 07.18.2025, ATT&CK 14.1 → 16.1, enterprise: mappings rescored: 1</summary>

- <code>C1 → T1110 (technique_score, protect: partial)</code> (comment, rescored): score_value: partial → minimal; comments: It blocks ~~all~~ known passwords.

</details>

<details><summary>M365 12.11.2023 → 07.18.2025, ATT&CK 14.1 → 16.1, enterprise: changed in all rows alike: 1</summary>

- <code>capability_description of C1</code> (renamed, 1 row): Old → New

</details>

<details><summary>M365 12.11.2023 → 07.18.2025, ATT&CK 14.1 → 16.1, enterprise: capabilities added: 1</summary>

- <code>C2</code>

</details>

<details><summary>M365 12.11.2023 → 07.18.2025, ATT&CK 14.1 → 16.1, enterprise: capabilities changed: 1</summary>

- <code>C1</code> (renamed): names: Old → New

</details>

`,
    );
  });

  it.each([1000, 2000, 5000, 20_000])(
    'are cut to %i bytes at the end of a line, with a count',
    (maxBytes) => {
      const comments = 'ä'.repeat(50);
      const report = reportOn({ rows: many(300) }, { rows: many(500, { comments }) });
      const markdown = changesMarkdown(report, { maxBytes });
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(maxBytes);
      expect(folds(markdown).join('')).toBe(
        '<details></details>'.repeat(folds(markdown).length / 2),
      );
      const shown = markdown.split('\n').filter((line) => line.startsWith('- ')).length;
      // Mappings added and changed, and nothing else.
      const cut = /… and (\d+) more changes are not shown\n$/.exec(markdown)?.[1];
      expect(shown + Number(cut)).toBe(500);
    },
  );

  it('count what is cut of many sets too', () => {
    const sets = Array.from({ length: 60 }, (_, i) => {
      const key = { ...M365, domain: `domain-${i}` };
      return compareSets(publishedSet({ key }), publishedSet({ key, rows: [scored('C1', 'T1')] }));
    });
    const report = changeReport({ old: 'a', new: 'b', sets });
    const markdown = changesMarkdown(report, { maxBytes: 2000 });
    expect(markdown).toMatch(/\n… and \d+ more sets\n/);
    expect(markdown).toContain('… and 120 more changes are not shown');
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(2000);
  });

  it('keep the totals, however long the names of both sides', () => {
    const moved = reportOn({ rows: [scored('C1', 'T1')] }, { rows: [scored('C1', 'T2')] });
    for (const label of ['x'.repeat(5000), '@'.repeat(5000), '\u202e'.repeat(5000)]) {
      const markdown = changesMarkdown({ ...moved, old: label, new: label }, { maxBytes: 1000 });
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(1000);
      expect(markdown).toContain(': sets: 1 compared, 1 changed, 0 added, 0 removed\n');
      expect(markdown).toContain('ATT&CK was not asked');
    }
  });

  it('count sets whose totals have no room at all', () => {
    const everything = (old: Publication, next: Publication) => {
      const [set] = reportOn(old, next).sets;
      const totals = JSON.parse(JSON.stringify(set?.totals), (_, value) =>
        typeof value === 'number' ? 1_000_000 : value,
      );
      return { ...(set as NonNullable<typeof set>), totals };
    };
    const sets = [everything({ rows: many(1) }, { rows: many(2) })];
    const report = { ...changeReport({ old: 'a'.repeat(400), new: 'b'.repeat(90), sets }), sets };
    const markdown = changesMarkdown(report, { maxBytes: 1000 });
    expect(markdown).toContain('… and 1 more set\n');
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(1000);
  });

  it('count layers that are cut', () => {
    const layer = (name: string, score: number) =>
      readLayer(
        { name, domain: 'enterprise-attack', techniques: [{ techniqueID: 'T1110', score }] },
        'l',
      );
    const layers = Array.from({ length: 60 }, (_, i) =>
      compareLayers(layer(`Layer ${i}`, 1), layer(`Layer ${i}`, 2)),
    );
    const report = changeReport({ old: 'a', new: 'b', layers });
    const markdown = changesMarkdown(report, { maxBytes: 2000 });
    const shown = markdown.match(/^Layer <code>/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(0);
    expect(markdown).toContain(`\n… and ${60 - shown} more layers\n`);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(2000);
  });

  it('hold text of the data that does nothing', () => {
    const evil = '</details> | @octocat fixes #1\n\n# <img src=x> ~~a~~ **b** `c` [d](http://e)';
    const key = { ...M365, framework: evil, framework_version: evil };
    const report = reportOn(
      { key, rows: [scored('C1', 'T1', { comments: 'x' })], metadata: { author: 'x' } },
      {
        key,
        rows: [scored('C1', 'T1', { comments: evil }), scored(evil, evil)],
        metadata: { author: evil },
        groups: { [evil]: evil },
      },
    );
    const markdown = changesMarkdown({ ...report, old: evil, new: evil }, { maxBytes: 60_000 });
    expect(markdown).not.toMatch(/<img|@octocat|64;octocat|#1\b|35;1|`|\]\(|^#|:\/\/e/m);
    expect(folds(markdown).length).toBe(2 * (markdown.match(/<summary>/g) ?? []).length);
    const table = markdown.split('\n').filter((line) => line.startsWith('|'));
    const cells = table.map((line) => line.split('|').length);
    expect(new Set(cells).size).toBe(1);
  });
});

describe('the title', () => {
  it('says how much changed, set by set, and stays short', () => {
    expect(changesTitle(SMALL)).toBe('m365: 1 mapping added, 1 changed, 1 capability added');
    const sets = ['aws', 'azure', 'gcp', 'kev', 'm365', 'veris'].map((framework) =>
      compareSets(
        publishedSet({ key: { ...M365, framework } }),
        publishedSet({ key: { ...M365, framework }, rows: many(3) }),
      ),
    );
    const title = changesTitle(changeReport({ old: 'a', new: 'b', sets }));
    expect(title).toBe(
      'aws: 3 mappings added, 1 capability added; azure: 3 mappings added, 1 capability added; and 4 more',
    );
  });

  it('counts what a set that came holds', () => {
    const setsAdded = [
      publishedSet({ rows: many(1) }),
      publishedSet({ key: NEWER, rows: many(2) }),
    ];
    const shown = text(changeReport({ old: 'a', new: 'b', setsAdded }));
    expect(shown).toContain('[1 mapping, 1 capability]');
    expect(shown).toContain('[2 mappings, 1 capability]');
  });

  it('names sets that came and went', () => {
    const [added, removed] = [publishedSet({ key: NEWER }), publishedSet({})];
    const report = changeReport({ old: 'a', new: 'b', setsAdded: [added], setsRemoved: [removed] });
    expect(changesTitle(report)).toBe('m365 07.18.2025 added; m365 12.11.2023 removed');
    expect(changesTitle(changeReport({ old: 'a', new: 'b' }))).toBe('nothing differs');
  });
});
