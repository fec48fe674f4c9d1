import { describe, expect, it } from 'vitest';
import type { CheckedFile } from '../../src/report/checked-file.ts';
import { validationReport } from '../../src/report/validation-report.ts';
import { validationText } from '../../src/report/validation-text.ts';
import { makeFile, makeFinding } from '../support/checked-file.ts';

function textOf(files: readonly CheckedFile[], options = { most: 2, isDryRun: false }): string {
  return [...validationText(files, validationReport(files, 'test'), options)].join('');
}

describe('findings as text', () => {
  it('have place, severity, rule, words and lines of the file', () => {
    const related = [{ pointer: '/x', line: 9, column: 1 }];
    const finding = makeFinding({
      found: 'T1',
      expected: 'T2',
      suggestion: 'use T2',
      related,
      fixable: true,
    });
    expect(textOf([makeFile([finding])])).toBe(
      `maps/a b.json:3:5 warning technique-revoked: T1 is revoked
    at #/mapping_objects/0/attack_object_id
| frame
    found: T1
    expected: T2
    suggestion: use T2
    see also: 9:1
    fix: --fix does it

rule               warning
-----------------  -------
technique-revoked        1

1 file, 1 finding (1 warning)
`,
    );
  });

  it('are cut after some of one rule in one file', () => {
    const text = textOf([makeFile(Array(1249).fill(makeFinding()))]);
    expect(text.match(/T1 is revoked/g)).toHaveLength(2);
    expect(text).toContain('… and 1,247 more of technique-revoked (--all)');
    expect(text).toContain('1 file, 1,249 findings (1,249 warnings)');
  });

  it('are counted when they are known, and not shown', () => {
    const gone = [{ fingerprint: '0'.repeat(16), rule: 'schema', message: 'was odd' }];
    const text = textOf([makeFile([], { known: [makeFinding(), makeFinding()], gone })]);
    expect(text).not.toContain('T1 is revoked');
    expect(text).toContain('no longer found: schema: was odd');
    expect(text).toMatch(/1 file, 0 findings, 2 known, 1 no longer found\n$/);
  });

  it('say what was fixed, and what would be', () => {
    const { rule, place, message } = makeFinding();
    const edits = [
      { pointer: '/a', values: ['T2'] },
      { pointer: '/b', values: [] },
    ];
    const file = makeFile([], { fixes: [{ rule, place, message, edits }] });
    expect(textOf([file])).toMatch(/a b\.json: fixed technique-revoked 1\n[\s\S]*1 fixed\n$/);
    const dry = textOf([file], { most: 2, isDryRun: true });
    expect(dry).toMatch(
      /a b\.json:3:5 would fix technique-revoked: T1 is revoked\n {4}\/a becomes "T2"\n {4}\/b goes\n/,
    );
    expect(dry).toMatch(/1 to fix\n$/);
  });

  it('let no hostile text through', () => {
    const hostile = makeFinding({ message: `\u001b[2J${'x'.repeat(9000)}`, found: '\r\n\u0007' });
    const text = textOf([makeFile([hostile])]);
    for (const char of ['\u001b', '\r', '\u0007']) expect(text).not.toContain(char);
    expect(text.length).toBeLessThan(2000);
  });
});
