import { describe, expect, it } from 'vitest';
import type { Review, ReviewRow } from '../../src/generated/review.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';
import {
  decisionText,
  mergeDecisions,
  readDecisions,
  refuseUnused,
} from '../../src/migration/decisions.ts';
import { readReview } from '../../src/migration/read-review.ts';
import { reviewCsv } from '../../src/migration/review-csv.ts';
import { refuseUngiven } from '../../src/migration/ungiven-decisions.ts';
import { technique } from '../support/technique.ts';
import { entry, index, migrate, revoked, row, view } from './made-up-attack.ts';

const OLD = view('16.1', [
  technique('T1001'),
  technique('T1002'),
  technique('T1003'),
  technique('T1004'),
]);
const NEW = view(
  '18.1',
  [
    technique('T1001', 'First'),
    revoked('T1002', 'T1001'),
    revoked('T1003', 'T1005', 'T1006'),
    technique('T1004', 'Given up', { deprecated: true }),
    technique('T1005', 'Fifth'),
    technique('T1006', 'Sixth', { tactics: ['stealth'] }),
  ],
  [index('18.1', [technique('T1401', 'Mobile one')], 'mobile')],
);
const TARGET = { version: '18.1', domains: NEW.domains };

const before = entry(
  [
    row('T1001', { score_category: 'protect', score_value: 'minimal' }),
    row('T1002', { score_category: 'protect', score_value: 'partial' }),
    row('T1003', { related_score: 'T1001' }),
    row('T1003', { related_score: 'T1001' }),
    row('T1004'),
  ],
  OLD,
);
const { review } = migrate(before, NEW);

/** The review with decisions filled in, by technique. */
function filled(decisions: Record<string, string>): ReviewRow[] {
  return review.map((entry) => ({
    ...entry,
    decision: decisions[entry.attack_object_id ?? ''] ?? '',
  }));
}

const csv = (rows: readonly ReviewRow[], to = '18.1') =>
  Buffer.from([...reviewCsv(to, rows)].join(''));
const json = (rows: readonly ReviewRow[], to = '18.1') => {
  const document: Review = { schema_version: '1.0.0', to, rows: [...rows] };
  return Buffer.from(` ${JSON.stringify(document)}`);
};
const read = (body: Uint8Array) => readDecisions(body, 'review.csv', TARGET);

/** Migrates with decisions, and says what became of the rows. */
function decided(decisions: Record<string, string>) {
  const found = mergeDecisions(read(csv(filled(decisions))), [], () => undefined);
  const result = migrate(before, NEW, { decisions: found });
  refuseUnused(found.unused());
  return { ...result, migration: result.set.migrations?.[0] ?? expect.fail() };
}

describe('a review', () => {
  it('lists what is aside or collides, equal rows once', () => {
    expect(
      review.map(({ attack_object_id, reason, count, candidates }) => [
        attack_object_id,
        reason,
        count,
        candidates,
      ]),
    ).toEqual([
      ['T1001', 'collision', 1, undefined],
      ['T1002', 'collision', 1, undefined],
      ['T1003', 'split', 2, ['T1005 Fifth', 'T1006 Sixth']],
      ['T1004', 'deprecated', 1, undefined],
    ]);
    expect(new Set(review.map((entry) => entry.row)).size).toBe(4);
  });
});

describe('a decision', () => {
  it('that names a technique carries every equal row there', () => {
    const { set, migration, review } = decided({ T1003: 'T1006' });
    const rows = set.mappings.filter((entry) => entry.attack_object_id === 'T1006');
    expect(rows).toHaveLength(2);
    expect(rows[0]?.derived).toMatchObject({
      technique: { status: 'active', stix_id: 'attack-pattern--T1006' },
      migrated_from: [{ id: 'T1003', version: '16.1', reason: 'decided' }],
    });
    expect(migration.counts).toMatchObject({ rows: 5, out: 4, aside: 1, copied: 0, decided: 2 });
    expect(migration.techniques).toContainEqual({
      id: 'T1003',
      name: 'Name of T1003',
      rows: 2,
      reason: 'decided',
      to: [{ id: 'T1006', name: 'Sixth' }],
    });
    expect(review.map((entry) => entry.attack_object_id)).not.toContain('T1003');
  });

  it('that names several copies the row', () => {
    const { set, migration } = decided({ T1003: ' T1006 |T1401 T1006' });
    expect(set.mappings.map((entry) => entry.attack_object_id)).toEqual([
      'T1001',
      'T1001',
      'T1006',
      'T1006',
      'T1401',
      'T1401',
    ]);
    expect(set.mappings.at(-1)?.derived.technique?.domain).toBe('mobile');
    expect(migration.counts).toMatchObject({ rows: 5, out: 6, aside: 1, copied: 2, decided: 2 });
  });

  it('that drops a row sets it aside as dropped, be it aside or in a collision', () => {
    const { migration, review } = decided({ T1004: 'Drop', T1002: 'drop' });
    expect(
      migration.aside
        ?.map(({ reason, message, mapping }) => [mapping.attack_object_id, reason, message])
        .sort(),
    ).toEqual([
      ['T1002', 'dropped', 'a decision drops it'],
      ['T1003', 'split', expect.any(String)],
      ['T1003', 'split', expect.any(String)],
      ['T1004', 'dropped', 'a decision drops it: T1004 Given up is deprecated in ATT&CK 18.1'],
    ]);
    expect(migration).not.toHaveProperty('collisions');
    expect(review.map((entry) => entry.attack_object_id)).toEqual(['T1003']);
  });

  it('that keeps a row takes it out of the review, not out of the collision', () => {
    const { migration, review } = decided({ T1001: 'keep', T1002: 'keep' });
    expect(migration.counts.collisions).toBe(2);
    expect(review.map((entry) => entry.reason)).not.toContain('collision');
  });

  it('that is refused is refused once for all equal rows', () => {
    expect(() => decided({ T1003: 'keep' })).toThrow(/^decisions that cannot be followed:\n.*$/);
  });

  it('is no decision when it is empty', () => {
    expect(read(csv(filled({ T1003: '  ' })))).toEqual([]);
  });

  it('is the same from CSV and from JSON', () => {
    const rows = filled({ T1003: 'T1005 T1006', T1004: 'drop' });
    const plain = (body: Uint8Array) => read(body).map(({ place: _, ...decision }) => decision);
    expect(plain(json(rows))).toEqual(plain(csv(rows)));
  });

  it('that keeps what has no place to stay is refused with its line', () => {
    expect(() => decided({ T1004: 'keep' })).toThrow(
      expect.objectContaining({
        code: 'config',
        subject: 'review.csv',
        message: expect.stringMatching(
          /^decisions that cannot be followed:\n {2}line \d: keep is for rows that collide.*T1004 Given up is deprecated/,
        ),
      }),
    );
  });
});

describe('readDecisions', () => {
  const line = (decision: string, id = '0123456789abcdef', to = '18.1', set = 'a') =>
    `${set},row-${id},${decision},${to}\n`;
  const file = (...lines: string[]) => Buffer.from(`set,row,decision,to\n${lines.join('')}`);
  const refusal = (body: Uint8Array) => {
    try {
      read(body);
    } catch (error) {
      return {
        code: (error as { code: string }).code,
        lines: String((error as Error).message)
          .split('\n')
          .slice(1),
      };
    }
    return expect.fail('accepted');
  };

  it('says all that is wrong at once, each with its line', () => {
    const body = file(
      line('dorp', '0000000000000001'),
      line('T1002', '0000000000000002'),
      line('T1004', '0000000000000003'),
      line('f1005', '0000000000000004'),
      line('drop T1005', '0000000000000005'),
      line('T1005 T7777', '0000000000000006'),
      line('keep', 'nonsense'),
    );
    expect(refusal(body)).toEqual({
      code: 'config',
      lines: [
        '  line 2: expected drop, keep or ids of techniques, found "dorp". Did you mean drop?',
        '  line 3: T1002 Name of T1002 is revoked in ATT&CK 18.1: did you mean T1001 First?',
        '  line 4: T1004 Given up is deprecated in ATT&CK 18.1: choose another',
        '  line 5: expected drop, keep or ids of techniques, found "f1005". Did you mean T1005?',
        '  line 6: drop stands alone, found other words beside it',
        expect.stringMatching(
          /^ {2}line 7: expected drop, keep or ids of techniques, found "T7777"/,
        ),
        '  line 8: expected the path of a set and the id of a row, found a, nonsense',
      ],
    });
  });

  it('refuses two lines of one row that contradict, and takes those that agree', () => {
    expect(refusal(file(line('drop'), line(''), line('T1005'))).lines).toEqual([
      '  line 4: T1005 contradicts drop at line 2: equal rows share one decision, leave one of the two',
    ]);
    expect(read(file(line('T1005 T1006'), line(''), line('T1006|T1005')))).toHaveLength(1);
    expect(read(file(line('drop'), line('keep', undefined, undefined, 'b')))).toHaveLength(2);
  });

  it('refuses a review for another version, once', () => {
    const other = line('drop', undefined, '17.1');
    expect(refusal(file(line('drop'), other, other)).lines).toEqual([
      '  line 3: expected a review for ATT&CK 18.1, found one for 17.1: migrate to that version, or make the review again',
    ]);
  });

  it('takes technique ids in small letters', () => {
    expect(read(file(line('t1005 t1006'))).map(decisionText)).toEqual(['T1005 T1006']);
  });

  it('does not check the version of a review that lost it', () => {
    const body = Buffer.from('set;row;decision\na;row-0123456789abcdef;drop\n');
    expect(read(body)).toMatchObject([{ set: 'a', kind: 'drop' }]);
  });

  it.each([
    ['lacks a column', 'set,row\na,b\n', /the columns "set", "row", "decision"/],
    ['has a quote too many', 'set,row,decision\n"a,b,c\n', /expected CSV, found a mistake/],
    ['is broken JSON', '{"rows": [', /breaks off/],
    ['is other JSON', '{"rows": []}', /not a review/],
    ['is empty', '', /empty document/],
  ])('refuses as a mistake of usage what %s', (_, text, message) => {
    expect(() => read(Buffer.from(text))).toThrow(
      expect.objectContaining({
        code: 'config',
        subject: 'review.csv',
        message: expect.stringMatching(message),
      }),
    );
  });

  it('names places in JSON by their pointers', () => {
    const rows = [{ set: 'a', row: '0123456789abcdef', decision: 'T1002' }];
    expect(refusal(json(rows)).lines).toEqual([
      expect.stringMatching(/^ {2}\/rows\/0\/decision: T1002/),
    ]);
  });

  it('counts what is wrong beyond what anyone reads', () => {
    const lines = Array.from({ length: 60 }, () => line('nonsense'));
    expect(refusal(file(...lines)).lines.at(-1)).toBe('  … and 10 more');
  });
});

describe('mergeDecisions', () => {
  const decisions = (...texts: [row: string, decision: string][]) =>
    read(json(texts.map(([id, decision]) => ({ set: '__proto__', row: id.repeat(16), decision }))));

  it('lets what is given win over what is remembered, and says so', () => {
    const found: Diagnostic[] = [];
    const given = decisions(['a', 'drop'], ['b', 'T1005']);
    const remembered = decisions(['a', 'T1005'], ['b', 'T1005'], ['c', 'drop']);
    const merged = mergeDecisions(given, remembered, (d) => found.push(d));
    const text = (id: string) => {
      const decision = merged.find('__proto__', id.repeat(16));
      return decision && decisionText(decision);
    };
    expect(['a', 'b', 'c', 'd'].map(text)).toEqual(['drop', 'T1005', 'drop', undefined]);
    expect(merged.all().map((entry) => [entry.row[0], decisionText(entry)])).toEqual([
      ['a', 'drop'],
      ['b', 'T1005'],
      ['c', 'drop'],
    ]);
    expect(found).toMatchObject([
      {
        severity: 'info',
        rule: 'migration-decision',
        place: { pointer: '/rows/0/decision' },
        message: expect.stringMatching(/^drop takes the place of T1005/),
      },
    ]);
  });

  it('knows the given decisions whose rows are gone', () => {
    const merged = mergeDecisions(
      decisions(['a', 'drop'], ['b', 'drop']),
      decisions(['c', 'drop']),
      () => undefined,
    );
    merged.find('__proto__', 'a'.repeat(16));
    expect(merged.unused().map((entry) => entry.row[0])).toEqual(['b']);
    expect(() => refuseUnused(merged.unused())).toThrow(
      expect.objectContaining({
        code: 'config',
        subject: 'review.csv',
        message: expect.stringMatching(
          /\n {2}\/rows\/1\/decision: no row bbbbbbbbbbbbbbbb was found in __proto__: it is gone/,
        ),
      }),
    );
    merged.find('__proto__', 'b'.repeat(16));
    expect(() => refuseUnused(merged.unused())).not.toThrow();
  });
});

describe('refuseUngiven', () => {
  const row = '0123456789abcdef';
  const file = (...lines: string[]) =>
    Buffer.from(`set,row,decision,to\n${lines.map((line) => `${line}\n`).join('')}`);
  const known = read(file(`a,row-${row},T1005 T1006,18.1`, `b,row-${row},drop,18.1`));
  const refuse = (...lines: string[]) =>
    refuseUngiven(readReview(file(...lines), 'review.csv'), 'review.csv', '18.1', known);

  it('lets decisions go that are known, however they are written, and rows without one', () => {
    refuse(`a,row-${row},t1006|T1005 T1005,18.1`, `b,row-${row},Drop,18.1`, `c,row-${row}, ,18.1`);
  });

  it.each([
    ['on another row', `a,row-${row.replace('0', '1')},drop,18.1`, /line 2: drop for 1123/],
    ['on another set', `c,row-${row},drop,18.1`, /line 2: drop for 0123456789abcdef of c/],
    ['that differ', `a,row-${row},T1005,18.1`, /--decisions review.csv, or move it:\n.*T1005/],
    ['that are none', `a,row-${row},perhaps,18.1`, /line 2: perhaps/],
    ['for another version', `a,row-${row},,17.1`, /line 2: a row for ATT&CK 17.1/],
  ])('refuses those %s', (_, line, message) => {
    expect(() => refuse(line)).toThrow(
      expect.objectContaining({
        code: 'config',
        subject: 'review.csv',
        message: expect.stringMatching(message),
      }),
    );
  });
});
