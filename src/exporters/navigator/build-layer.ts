import type { ExportSet } from '../../contracts.ts';
import {
  LAYER_VERSION,
  LAYOUT,
  majorVersion,
  NAVIGATOR_VERSION,
  SORTING,
} from '../../model/navigator-format.ts';
import {
  type Gradient,
  type Layer,
  type LayerTechnique,
  type LegendItem,
  metadataItems,
} from './layer.ts';
import { type LayerKind, layerName } from './layer-name.ts';
import { setDescription, setLinks, setMetadata } from './set-facts.ts';

export interface LayerContent {
  readonly kind: LayerKind;
  /** How the description begins. */
  readonly subject: string;
  /** What a score or a colour means, as sentences. */
  readonly meaning: string;
  readonly meaningOf: 'score' | 'colours';
  /** What this layer alone has to say, name and value. */
  readonly facts?: readonly [name: string, value: string | undefined][];
  /** Of a layer with scores. */
  readonly gradient?: Gradient;
  readonly legend: readonly LegendItem[];
  /** One entry a technique, ordered by id. */
  readonly techniques: readonly LayerTechnique[];
}

/** Puts a layer around annotated techniques. `generator`: name and version of this project. */
export function buildLayer(
  { set, attack }: ExportSet,
  content: LayerContent,
  generator: string | undefined,
): Layer {
  const { kind, subject, meaning, meaningOf, facts = [], gradient } = content;
  const attackVersion = set.attack?.version ?? attack.index.release.version;
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
    ...(gradient ? { gradient } : {}),
    legendItems: content.legend,
    metadata: [
      ...metadataItems([[`meaning of the ${meaningOf}`, meaning], ...facts]),
      ...setMetadata(set, attackVersion, generator),
    ],
    links: setLinks(set),
    techniques: content.techniques,
  };
}
