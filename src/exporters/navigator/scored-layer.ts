import type { AttackIndex } from '../../contracts.ts';
import { aggregateScores } from '../../model/gradient-trap.ts';
import type { LayerContent } from './build-layer.ts';
import { gradientFor } from './gradient.ts';
import type { Gradient, LayerTechnique, LegendItem } from './layer.ts';
import { showSubTechniques } from './sub-techniques.ts';

export interface ScoredContent extends Pick<LayerContent, 'kind' | 'subject' | 'meaning'> {
  readonly scale: Gradient;
  readonly legend: (gradient: Gradient, highest: number) => LegendItem[];
  /** One scored entry a technique. */
  readonly techniques: readonly LayerTechnique[];
}

/** Scored techniques with a gradient that holds all of them, and their parents opened. */
export function scoredLayer(content: ScoredContent, index: AttackIndex): LayerContent {
  const { kind, subject, meaning, techniques } = content;
  const scores = techniques.flatMap(({ score }) => score ?? []);
  const gradient = gradientFor(scores, aggregateScores(techniques, index), content.scale);
  return {
    kind,
    subject,
    meaning,
    meaningOf: 'score',
    gradient,
    legend: content.legend(gradient, Math.max(0, ...scores)),
    techniques: showSubTechniques(techniques, index),
  };
}
