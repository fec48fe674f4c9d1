import { describe, expect, it } from 'vitest';
import { TextLines } from '../../src/formats/text-lines.ts';
import { codeFrame } from '../../src/report/code-frame.ts';

/** The frame of a part of a text. */
function frameOf(text: string, part: string): string[] {
  const lines = new TextLines(text);
  const start = text.indexOf(part);
  return codeFrame(lines, { pointer: '', ...lines.at(start), end: lines.at(start + part.length) });
}

describe('the line of a finding', () => {
  it('has its number, and a mark below the value', () => {
    expect(frameOf('{\r\n  "a": "T1",\r\n  "b": 2\r\n}', '"T1"')).toEqual([
      '       2 |   "a": "T1",',
      '         |        ^^^^',
    ]);
  });

  it('is cut around the column', () => {
    const [line, mark] = frameOf(`${'x'.repeat(4000)}"T1"${'y'.repeat(4000)}`, '"T1"');
    expect(line).toBe(`       1 | …${'x'.repeat(30)}"T1"${'y'.repeat(66)}…`);
    expect(mark?.indexOf('^')).toBe(line?.indexOf('"T1"'));
    expect(mark).toMatch(/ \^{4}$/);
  });

  it('is cut where the value itself is long', () => {
    const [line, mark] = frameOf(`"a": "${'z'.repeat(4000)}"`, `"${'z'.repeat(4000)}"`);
    expect(line?.length).toBeLessThan(120);
    expect(mark?.length).toBeLessThanOrEqual(line?.length ?? 0);
  });

  it('shows what would move the cursor or turn text around as spaces', () => {
    const [line, mark] = frameOf('\t"a\u001b[2J\u202e": "T1"', '"T1"');
    expect(line).toBe('       1 |  "a [2J ": "T1"');
    expect(mark?.indexOf('^')).toBe(line?.indexOf('"T1"'));
  });

  it('is followed by the next lines where it is a bracket alone', () => {
    expect(
      frameOf('[\n  {\n    "a": 1,\n    "b": 2\n  }\n]', '{\n    "a": 1,\n    "b": 2\n  }'),
    ).toEqual([
      '       2 |   {',
      '       3 |     "a": 1,',
      '       4 |     "b": 2',
      '       5 |   }',
    ]);
  });

  it('is empty where there is no such line', () => {
    expect(codeFrame(new TextLines('a'), { pointer: '', line: 3, column: 1 })).toEqual([]);
  });
});
