import { cappedList } from '../../model/capped-list.ts';
import { compareText } from '../../model/compare.ts';
import type { MappedTechnique } from '../../model/coverage-placement.ts';
import { type SCORE_CATEGORIES, SCORE_OF } from '../../model/score-words.ts';
import { type CapabilityNames, countedIds } from './capability-list.ts';
import type { Gradient, LayerTechnique, LegendItem } from './layer.ts';
import { metadataItems } from './layer.ts';
import { otherIdsFacts, otherIdsNote } from './other-ids.ts';
import { bestValues, compareScoreValues } from './scores.ts';

export type Category = (typeof SCORE_CATEGORIES)[number];

/** Each category has a hue. */
const CATEGORY_COLORS: Readonly<Record<Category, readonly string[]>> = {
  protect: ['#d5efcf', '#9ed898', '#55b567'],
  detect: ['#fde3bf', '#fdb97a', '#ef8d49'],
  respond: ['#e6dff0', '#c3a9d8', '#9b78bf'],
};

/** One colour a value: 1, 2 and 3 are the gradient's three stops. */
export function categoryScale(category: Category): Gradient {
  return { colors: CATEGORY_COLORS[category], minValue: 1, maxValue: 3 };
}

export function categoryMeaning(category: Category): string {
  return `Score: how well the best capability can ${category}: 1 minimal, 2 partial, 3 significant. No score: none is scored, which does not say that none helps.`;
}

/** Score = the best value over capabilities; undefined when none has a known value. */
export function categoryTechnique(
  mapped: MappedTechnique,
  category: Category,
  names: CapabilityNames,
): LayerTechnique | undefined {
  const best = bestValues(mapped.rows, category, names);
  if (best.size === 0) return undefined;
  const values = [...new Set(best.values())].sort(compareScoreValues);
  const having = (value: string) =>
    [...best].flatMap(([identity, v]) => (v === value ? [identity] : [])).sort(compareText);
  const [top = ''] = values;
  const ids = having(top).map((identity) => names.id(identity));
  return {
    techniqueID: mapped.technique.id,
    score: SCORE_OF.get(top) ?? 0,
    comment: `${top} by ${countedIds(ids)}${otherIdsNote(mapped)}`,
    metadata: metadataItems([
      ...values.map((value): [string, string] => [
        value,
        cappedList(having(value).map((identity) => names.label(identity))),
      ]),
      ...otherIdsFacts(mapped),
    ]),
  };
}

export function categoryLegend({ colors }: Gradient): LegendItem[] {
  return [...SCORE_OF].map(([label, score]) => ({ label, color: colors[score - 1] ?? '' }));
}
