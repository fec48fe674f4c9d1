import { expect, it } from 'vitest';
import { rowId } from '../../src/migration/row-id.ts';
import { row } from './made-up-attack.ts';

it('a row id stands for the published fields, in any order', () => {
  const { derived, ...fields } = row('T1001', { comments: 'why' });
  const reversed = Object.fromEntries(Object.entries(fields).reverse());
  expect(rowId({ ...fields, derived })).toMatch(/^[0-9a-f]{16}$/);
  expect(rowId({ derived: {}, ...reversed })).toBe(rowId({ ...fields, derived }));
  expect(rowId({ ...fields, comments: 'because', derived })).not.toBe(
    rowId({ ...fields, derived }),
  );
});
