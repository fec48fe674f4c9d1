import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TechniqueResolution } from '../../src/generated/mapping-set.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';
import { normaliseRow } from '../../src/model/normalise-row.ts';
import { techniqueReader } from '../../src/model/technique-reader.ts';
import type { ParsedRecord, SourceRow } from '../../src/records.ts';
import { BUILD_ROW_RULES } from '../../src/rules/build-rules.ts';
import { rowChecker } from '../../src/rules/check-rows.ts';
import { isPlainRow } from '../../src/rules/plain-row.ts';
import { ROW_CASES } from './cases.ts';
import { checked, documentOf } from './checked-document.ts';

type RowRecord = Extract<ParsedRecord, { kind: 'row' }>;

const ACTIVE: TechniqueResolution = { status: 'active', name: 'Brute Force' };

function resolved(fields: SourceRow, technique: TechniqueResolution | undefined) {
  const mapping = normaliseRow(fields);
  const resolution = technique && techniqueReader(() => technique)(mapping);
  if (resolution) mapping.derived.technique = resolution;
  return mapping;
}

/** Mostly what rows hold, and now and then what they should not. */
function mostly(usual: unknown, ...odd: unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: fc.constant(usual), weight: 12 },
    { arbitrary: fc.constantFrom(null, '', ...odd), weight: 2 },
    { arbitrary: fc.string({ unit: 'binary' }), weight: 1 },
  );
}

const reference = mostly(
  'https://example.org/a',
  'https://e.org/a https://e.org/b',
  'Ref: https://e.org/a',
  'https://web.archive.org/web/1/https://e.org/',
  'ftp://e.org',
  'HTTPS://E.ORG',
);
const row = fc.record(
  {
    capability_id: mostly('AC-2', ' AC-2'),
    attack_object_id: mostly('T1110', 'T1110\u00a0'),
    attack_object_name: mostly('Brute Force', 'Parent: Brute Force', 'Force'),
    capability_group: mostly('AC'),
    mapping_type: mostly('mitigates', 'non_mappable'),
    score_category: mostly('protect', 'Protect', 'deter'),
    score_value: mostly('partial', 'high'),
    references: fc.oneof(fc.constant(null), fc.array(reference, { maxLength: 3 })),
    status: mostly('complete', 'non_mappable'),
    own: fc.oneof({ arbitrary: fc.constant(null), weight: 20 }, fc.constant(1)),
  },
  { requiredKeys: ['capability_id', 'attack_object_id'] },
);
const technique = fc.oneof(
  { arbitrary: fc.constant(ACTIVE), weight: 6 },
  fc.constantFrom<TechniqueResolution | undefined>(
    undefined,
    { status: 'unknown' },
    { status: 'revoked', name: 'Brute Force' },
    { status: 'deprecated', name: 'Brute Force' },
    { status: 'active', name: 'Brute Force', domain: 'ics' },
  ),
);

describe('a build', () => {
  it('leaves out plain rows, of which none of its rules has anything to say', () => {
    let plain = 0;
    fc.assert(
      fc.property(row, technique, (fields, resolution) => {
        const mapping = resolved(fields, resolution);
        if (!isPlainRow(fields, mapping)) return;
        plain += 1;
        const said: string[] = [];
        const place = { pointer: '' };
        for (const rule of BUILD_ROW_RULES)
          rule.row?.({ fields, mapping, domain: 'enterprise', place }, () => said.push(rule.name));
        expect(said).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    // A test of plain rows has to meet some.
    expect(plain).toBeGreaterThan(100);
  });

  it('takes the rows of published files for plain', () => {
    const [fields = {}] = documentOf({}).mapping_objects;
    expect(isPlainRow(fields, resolved(fields, ACTIVE))).toBe(true);
  });

  it.each(ROW_CASES.filter(({ rule }) => BUILD_ROW_RULES.some(({ name }) => name === rule)))(
    'reports $rule at $place, under the document of the row',
    ({ rule, bad, place }) => {
      const document = documentOf(bad);
      const diagnostics: Diagnostic[] = [];
      const { rows, attack } = checked(document, bad);
      const check = rowChecker('enterprise', (diagnostic) => diagnostics.push(diagnostic), attack);
      for (const { fields, mapping, place: at } of rows)
        check(
          'https://example.org/d.json',
          { kind: 'row', set: {}, fields, place: at } as RowRecord,
          mapping,
        );
      expect(diagnostics).toEqual([
        expect.objectContaining({
          rule,
          severity: BUILD_ROW_RULES.find(({ name }) => name === rule)?.severity,
          source: 'https://example.org/d.json',
          place: { pointer: place },
        }),
      ]);
      expect(diagnostics[0]).not.toHaveProperty('edits');
    },
  );
});
