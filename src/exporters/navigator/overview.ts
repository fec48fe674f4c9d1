import { cappedList } from '../../model/capped-list.ts';
import { compareText } from '../../model/compare.ts';
import type { MappedTechnique } from '../../model/coverage-placement.ts';
import { type CapabilityNames, countedIds } from './capability-list.ts';
import type { Gradient, LayerTechnique, LegendItem } from './layer.ts';
import { metadataItems } from './layer.ts';
import { otherIdsFacts, otherIdsNote } from './other-ids.ts';
import { scoreSummary } from './scores.ts';

export const OVERVIEW_MEANING =
  'Score: number of distinct capabilities mapped to the technique. No score: none is mapped, which does not say that none helps.';

/** From nothing, so that one capability is never as pale as none. */
export const OVERVIEW_SCALE: Gradient = {
  colors: ['#dbe9f6', '#9ac3e6', '#5a9bd4'],
  minValue: 0,
  maxValue: 1,
};

/** Score = number of distinct capabilities mapped to the technique. */
export function overviewTechnique(mapped: MappedTechnique, names: CapabilityNames): LayerTechnique {
  const { technique, rows, capabilities } = mapped;
  const types = new Set(rows.map((row) => row.derived.mapping_type ?? row.mapping_type ?? ''));
  types.delete('');
  const scores = scoreSummary(rows, names);
  return {
    techniqueID: technique.id,
    score: capabilities.length,
    comment: `${countedIds(capabilities.map((i) => names.id(i)))}${otherIdsNote(mapped)}`,
    metadata: metadataItems([
      ['capabilities', cappedList(capabilities.map((i) => names.label(i)))],
      ['mapping types', cappedList([...types].sort(compareText))],
      ...scores.map(([category, summary]): [string, string] => [`score: ${category}`, summary]),
      ...otherIdsFacts(mapped),
    ]),
  };
}

/** The ends of the scale in words. */
export function overviewLegend({ colors }: Gradient, highest: number): LegendItem[] {
  const [low = '', high = ''] = [colors[0], colors.at(-1)];
  if (highest < 2) return [{ label: '1 capability', color: high }];
  return [
    { label: 'few capabilities', color: low },
    { label: `many (up to ${highest})`, color: high },
  ];
}
