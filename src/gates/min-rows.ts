import { counted } from '../model/text.ts';
import type { SetGate } from './gate.ts';

/** Fewest rows in each set; a set of none never passes. */
export const minRows: SetGate = {
  name: 'min_rows',
  judge({ rows }, _, { min_rows: fewest = 1 }) {
    if (rows >= fewest) return undefined;
    return { expected: `at least ${counted(fewest, 'row')}`, found: String(rows) };
  },
};
