/** Name and value are never empty: the Navigator refuses such items. */
export interface LayerMetadata {
  readonly name: string;
  readonly value: string;
}

export interface LayerLink {
  readonly label: string;
  readonly url: string;
}

export interface LayerTechnique {
  readonly techniqueID: string;
  readonly score?: number;
  /** `#RRGGBB`, of a technique without a score. */
  readonly color?: string;
  readonly comment?: string;
  readonly showSubtechniques?: boolean;
  readonly metadata?: readonly LayerMetadata[];
}

/** At least two colours, `#RRGGBB`, and minValue < maxValue. */
export interface Gradient {
  readonly colors: readonly string[];
  readonly minValue: number;
  readonly maxValue: number;
}

export interface LegendItem {
  readonly label: string;
  readonly color: string;
}

/** A layer in format 4.5, as far as this project writes it. */
export interface Layer {
  readonly name: string;
  readonly versions: {
    readonly attack: string;
    readonly navigator: string;
    readonly layer: string;
  };
  readonly domain: string;
  readonly description: string;
  readonly sorting: number;
  readonly layout: Readonly<Record<string, string | boolean>>;
  /** Absent where nothing is scored. */
  readonly gradient?: Gradient;
  readonly legendItems: readonly LegendItem[];
  readonly metadata: readonly LayerMetadata[];
  readonly links: readonly LayerLink[];
  readonly techniques: readonly LayerTechnique[];
}

/** Items whose value says something. */
export function metadataItems(items: readonly [name: string, value: string | undefined][]) {
  return items.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}
