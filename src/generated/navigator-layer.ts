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

export const navigatorLayerSchema: object = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:attack-mappings:schema:navigator-layer","title":"NavigatorLayer","description":"An ATT&CK Navigator layer of format 4.5, as far as the application relies on it.","type":"object","required":["name","versions","domain","techniques"],"properties":{"name":{"description":"Name of the layer.","type":"string","minLength":1},"description":{"description":"What the layer shows.","type":"string"},"versions":{"title":"LayerVersions","type":"object","required":["attack","navigator","layer"],"properties":{"attack":{"description":"Major version of ATT&CK.","type":"string","pattern":"^[0-9]+$"},"navigator":{"description":"Version of the Navigator.","type":"string","pattern":"^[0-9]+(\\.[0-9]+)*$"},"layer":{"description":"Version of the layer format.","const":"4.5"}}},"domain":{"description":"Domain of ATT&CK.","enum":["enterprise-attack","mobile-attack","ics-attack"]},"techniques":{"description":"Annotated techniques.","type":"array","items":{"$ref":"#/$defs/LayerTechnique"}},"gradient":{"title":"LayerGradient","type":"object","required":["colors","minValue","maxValue"],"properties":{"colors":{"description":"Colours from the lowest to the highest score.","type":"array","minItems":2,"items":{"type":"string","pattern":"^#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?$"}},"minValue":{"description":"Score of the first colour.","type":"number"},"maxValue":{"description":"Score of the last colour.","type":"number"}}},"legendItems":{"description":"Legend.","type":"array","items":{"title":"LegendItem","type":"object","required":["label","color"],"properties":{"label":{"type":"string","minLength":1},"color":{"type":"string"}}}},"metadata":{"description":"Facts about the layer.","$ref":"#/$defs/LayerMetadata"},"links":{"description":"Links.","$ref":"#/$defs/LayerLinks"}},"$defs":{"LayerTechnique":{"title":"LayerTechnique","type":"object","required":["techniqueID"],"properties":{"techniqueID":{"description":"ATT&CK id.","type":"string","pattern":"^T[0-9]{4}(\\.[0-9]{3})?$"},"tactic":{"description":"Shortname of the tactic.","type":"string","minLength":1},"score":{"description":"Score; absent when not assessed.","type":"number"},"color":{"description":"Colour.","type":"string","pattern":"^(#[0-9A-Fa-f]{6})?$"},"comment":{"description":"Comment.","type":"string"},"enabled":{"description":"Shown as enabled.","type":"boolean"},"showSubtechniques":{"description":"Shown unfolded.","type":"boolean"},"metadata":{"description":"Facts about the technique.","$ref":"#/$defs/LayerMetadata"},"links":{"description":"Links.","$ref":"#/$defs/LayerLinks"}}},"LayerMetadata":{"type":"array","items":{"title":"LayerFact","anyOf":[{"type":"object","required":["name","value"],"properties":{"name":{"type":"string","minLength":1},"value":{"type":"string","minLength":1}}},{"type":"object","required":["divider"],"properties":{"divider":{"const":true}}}]}},"LayerLinks":{"type":"array","items":{"title":"LayerLink","anyOf":[{"type":"object","required":["label","url"],"properties":{"label":{"type":"string","minLength":1},"url":{"type":"string","pattern":"^https?://"}}},{"type":"object","required":["divider"],"properties":{"divider":{"const":true}}}]}}}};
