import { expect, it } from 'vitest';
import { recordBudget } from '../../src/model/record-budget.ts';
import type { ParsedRecord } from '../../src/records.ts';

const row = (fields: object): ParsedRecord => ({
  kind: 'row',
  set: { framework: 'a name that all rows share' },
  fields: fields as Record<string, unknown>,
  place: { line: 1 },
});

it('adds up the text of rows, names of fields and nested data included', () => {
  const count = recordBudget('page', 100);
  count(row({ a: 'x'.repeat(40) }));
  count(row({ ['y'.repeat(40)]: ['z'] }));
  expect(() => count(row({ a: { b: 'x'.repeat(20) } }))).toThrow(
    /expected records of at most 100 characters in all, found more/,
  );
});

it('adds up descriptions and findings', () => {
  const description = { text: 'x'.repeat(60) };
  const count = recordBudget('page', 100);
  count({ kind: 'technique', set: {}, id: 'T1', description, place: { line: 1 } });
  const diagnostic = { severity: 'info', rule: 'r', source: 's', place: { line: 1 } } as const;
  const record: ParsedRecord = {
    kind: 'diagnostic',
    diagnostic: { ...diagnostic, message: 'x'.repeat(40) },
  };
  expect(() => count(record)).toThrow(/page|at most/);
});

it('looks no deeper than can be written', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  expect(() => recordBudget('page', 1_000_000)(row({ deep }))).not.toThrow();
});
