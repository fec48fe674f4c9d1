import fc from 'fast-check';
import { exporters } from '../../src/exporters/index.ts';
import { differences } from '../differences.ts';
import { exported } from '../export.ts';
import { failOn } from '../fail-on.ts';
import { anyFamily, dealtSet, type Stated } from '../inputs/any-set.ts';
import { type Target, target } from '../target.ts';

interface Case {
  readonly family: readonly Stated[];
  readonly shuffled: readonly Stated[];
  /** How many documents the rows of the shuffled sets stand in. */
  readonly documents: number;
}

/** The same sets, the rows of each in another order. */
const anyCase: fc.Arbitrary<Case> = anyFamily.chain((family) =>
  fc.record({
    family: fc.constant(family),
    shuffled: fc
      .tuple(...family.map(({ rows }) => whole(rows)))
      .chain((rows) => whole(family.map((stated, i) => ({ ...stated, rows: rows[i] ?? [] })))),
    documents: fc.integer({ min: 1, max: 3 }),
  }),
);

function whole<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}

/** Rows, documents and sets in another order give the same bytes in every format. */
export const orderTarget: Target = target<Case>({
  name: 'order/exporters',
  short: 60,
  input: anyCase,
  check: async ({ family, shuffled, documents }) => {
    const expected = family.map((stated) => dealtSet(stated, documents, false));
    const others = shuffled.map((stated) => dealtSet(stated, documents, true));
    for (const exporter of exporters.values()) {
      const files = await exported(exporter, expected);
      const again = await exported(exporter, others);
      if (again.size !== files.size) throw new Error(`${exporter.name} writes other files`);
      for (const [path, text] of files) failOn(differences(text, again.get(path) ?? ''));
    }
  },
});
