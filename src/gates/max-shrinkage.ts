import { counted } from '../model/text.ts';
import type { SetGate } from './gate.ts';

/** Largest share of its rows that a set may lose. */
export const maxShrinkage: SetGate = {
  name: 'max_shrinkage',
  judge({ rows }, before, { max_shrinkage: limit }) {
    if (limit === undefined || before === undefined || before.rows === 0) return undefined;
    const lost = (before.rows - rows) / before.rows;
    if (lost <= limit) return undefined;
    return {
      expected: `at most ${percent(limit)} fewer than the ${counted(before.rows, 'row')} of ${before.path}`,
      found: `${rows}, ${percent(lost)} fewer`,
    };
  },
};

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
