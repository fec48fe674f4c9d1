// Made from schemas/navigator-layer.schema.json by "npm run types". Not for editing by hand.

export type LayerFact =
  | {
      name: string;
      value: string;
      [k: string]: unknown;
    }
  | {
      divider: true;
      [k: string]: unknown;
    };
/**
 * Facts about the technique.
 */
export type LayerMetadata = LayerFact[];
export type LayerLink =
  | {
      label: string;
      url: string;
      [k: string]: unknown;
    }
  | {
      divider: true;
      [k: string]: unknown;
    };
/**
 * Links.
 */
export type LayerLinks = LayerLink[];
/**
 * Facts about the layer.
 */
export type LayerMetadata1 = LayerFact[];
/**
 * Links.
 */
export type LayerLinks1 = LayerLink[];

/**
 * An ATT&CK Navigator layer of format 4.5, as far as the application relies on it.
 */
export interface NavigatorLayer {
  /**
   * Name of the layer.
   */
  name: string;
  /**
   * What the layer shows.
   */
  description?: string;
  versions: LayerVersions;
  /**
   * Domain of ATT&CK.
   */
  domain: 'enterprise-attack' | 'mobile-attack' | 'ics-attack';
  /**
   * Annotated techniques.
   */
  techniques: LayerTechnique[];
  gradient?: LayerGradient;
  /**
   * Legend.
   */
  legendItems?: LegendItem[];
  metadata?: LayerMetadata1;
  links?: LayerLinks1;
  [k: string]: unknown;
}
export interface LayerVersions {
  /**
   * Major version of ATT&CK.
   */
  attack: string;
  /**
   * Version of the Navigator.
   */
  navigator: string;
  /**
   * Version of the layer format.
   */
  layer: '4.5';
  [k: string]: unknown;
}
export interface LayerTechnique {
  /**
   * ATT&CK id.
   */
  techniqueID: string;
  /**
   * Shortname of the tactic.
   */
  tactic?: string;
  /**
   * Score; absent when not assessed.
   */
  score?: number;
  /**
   * Colour.
   */
  color?: string;
  /**
   * Comment.
   */
  comment?: string;
  /**
   * Shown as enabled.
   */
  enabled?: boolean;
  /**
   * Shown unfolded.
   */
  showSubtechniques?: boolean;
  metadata?: LayerMetadata;
  links?: LayerLinks;
  [k: string]: unknown;
}
export interface LayerGradient {
  /**
   * Colours from the lowest to the highest score.
   *
   * @minItems 2
   */
  colors: string[];
  /**
   * Score of the first colour.
   */
  minValue: number;
  /**
   * Score of the last colour.
   */
  maxValue: number;
  [k: string]: unknown;
}
export interface LegendItem {
  label: string;
  color: string;
  [k: string]: unknown;
}
