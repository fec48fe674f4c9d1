import type { Combination, CombineInput } from '../../contracts.ts';
import { csvText } from '../../formats/csv-text.ts';
import { compareText } from '../../model/compare.ts';
import { mappingRows } from './mappings.ts';

/** One CSV of all aligned sets of a domain, set after set; every set has the same columns. */
export function combineCsv({ path, index }: CombineInput): Combination {
  const texts = new Map<string, string>();
  let header = '';
  return {
    add(family) {
      for (const { set, path: of } of family) {
        if (set.key.domain !== index.domain) continue;
        const [columns = [], ...rows] = mappingRows(set);
        header = [...csvText([columns])].join('');
        texts.set(of, [...csvText(rows)].join(''));
      }
    },
    *artifacts() {
      const ordered = [...texts].sort(([a], [b]) => compareText(a, b));
      yield { path: `${path}/mappings.csv`, chunks: [header, ...ordered.map(([, text]) => text)] };
    },
  };
}
