/** The formats that are read. */
export const LAYER_FORMATS = ['3.0', '4.0', '4.1', '4.2', '4.3', '4.4', '4.5'] as const;
export type LayerFormat = (typeof LAYER_FORMATS)[number];

interface LayerDivider {
  readonly divider: true;
}

/** Name and value are never empty. */
export type LayerFact = { readonly name: string; readonly value: string } | LayerDivider;

/** `url` is http or https. */
export type LayerLink = { readonly label: string; readonly url: string } | LayerDivider;

export interface LayerGradient {
  /** At least two, `#RRGGBB` or, as the Navigator itself writes them, `#RRGGBBAA`. */
  readonly colors: readonly string[];
  readonly minValue: number;
  readonly maxValue: number;
}

/** What a layer says of a technique, or of a technique under one tactic. */
export interface LayerEntry {
  readonly techniqueID: string;
  /** Shortname of the tactic. */
  readonly tactic?: string;
  readonly score?: number;
  readonly color?: string;
  readonly comment?: string;
  readonly enabled?: boolean;
  readonly showSubtechniques?: boolean;
  readonly metadata?: readonly LayerFact[];
  readonly links?: readonly LayerLink[];
}

/** Members of format 4.5, in the order in which a layer has them. */
export interface LayerFrame {
  readonly name: string;
  readonly versions: {
    readonly attack?: string;
    readonly navigator: string;
    readonly layer: string;
  };
  readonly domain: string;
  readonly description?: string;
  readonly customDataURL?: string;
  readonly filters?: { readonly platforms: readonly string[] };
  readonly sorting?: number;
  readonly layout?: Readonly<Record<string, string | boolean>>;
  readonly hideDisabled?: boolean;
  readonly gradient?: LayerGradient;
  readonly legendItems?: readonly { readonly label: string; readonly color: string }[];
  readonly showTacticRowBackground?: boolean;
  readonly tacticRowBackground?: string;
  readonly selectTechniquesAcrossTactics?: boolean;
  readonly selectSubtechniquesWithParent?: boolean;
  readonly selectVisibleTechniques?: boolean;
  readonly metadata?: readonly LayerFact[];
  readonly links?: readonly LayerLink[];
  readonly techniques: readonly LayerEntry[];
}

/** Something in a layer that was changed or left out, so that it is clean. */
export interface LayerNote {
  /** JSON pointer into the layer as it was. */
  readonly pointer: string;
  readonly kind: 'changed' | 'left out';
  readonly message: string;
}

/** A layer of any format, in the terms of format 4.5. */
export interface ReadLayer {
  /** What messages call the layer: its path. */
  readonly subject: string;
  readonly format: LayerFormat;
  /** enterprise, mobile or ics. */
  readonly domain: string;
  /** As the layer states it; absent when it names none. */
  readonly attackVersion?: string;
  readonly frame: LayerFrame;
  /** JSON pointer of the layer in its document: empty, unless it is the only one of a list. */
  readonly pointer: string;
  /** JSON pointers of `frame.techniques`, one each. */
  readonly pointers: readonly string[];
  readonly notes: readonly LayerNote[];
  /** Members that no format knows, by their JSON pointer. */
  readonly aside: ReadonlyMap<string, unknown>;
}
