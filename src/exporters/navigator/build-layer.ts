import type { ExportSet } from '../../contracts.ts';
import { aggregateScores } from '../../model/gradient-trap.ts';
import { LAYER_VERSION, majorVersion, NAVIGATOR_VERSION } from '../../model/navigator-format.ts';
import { gradientFor } from './gradient.ts';
import {
  type Gradient,
  LAYOUT,
  type Layer,
  type LayerTechnique,
  type LegendItem,
  SORTING,
} from './layer.ts';
import { type LayerKind, layerName } from './layer-name.ts';
import { setDescription, setLinks, setMetadata } from './set-facts.ts';
import { showSubTechniques } from './sub-techniques.ts';

export interface LayerContent {
  readonly kind: LayerKind;
  /** How the description begins. */
  readonly subject: string;
  /** What a score means, as sentences. */
  readonly meaning: string;
  readonly scale: Gradient;
  readonly legend: (gradient: Gradient, highest: number) => LegendItem[];
  /** One scored entry a technique. */
  readonly techniques: readonly LayerTechnique[];
}

/** Puts a layer around scored techniques. `generator`: name and version of this project. */
export function buildLayer(
  { set, attack }: ExportSet,
  content: LayerContent,
  generator: string | undefined,
): Layer {
  const { kind, subject, meaning, techniques } = content;
  const attackVersion = set.attack?.version ?? attack.index.release.version;
  const scores = techniques.flatMap(({ score }) => score ?? []);
  const gradient = gradientFor(scores, aggregateScores(techniques, attack.index), content.scale);
  return {
    name: layerName(set, kind),
    versions: {
      attack: majorVersion(attackVersion),
      navigator: NAVIGATOR_VERSION,
      layer: LAYER_VERSION,
    },
    domain: `${attack.index.domain}-attack`,
    description: setDescription(set, attackVersion, subject, meaning),
    sorting: SORTING,
    layout: LAYOUT,
    gradient,
    legendItems: content.legend(gradient, Math.max(0, ...scores)),
    metadata: setMetadata(set, attackVersion, meaning, generator),
    links: setLinks(set),
    techniques: showSubTechniques(techniques, attack.index),
  };
}
