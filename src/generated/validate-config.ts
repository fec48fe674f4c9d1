// Made from schemas/validate-config.schema.json by "npm run types". Not for editing by hand.

/**
 * A configuration file of validate, attack-mappings.yaml.
 */
export interface ValidateConfig {
  rules?: Severities;
  /**
   * Other severities for some files; of several entries that fit, the last one decides.
   */
  files?: FileSettings[];
  /**
   * Path of the baseline from the folder of this file.
   */
  baseline?: string;
}
/**
 * Severities by rule; off leaves a rule out.
 */
export interface Severities {
  [k: string]: 'off' | 'info' | 'warning' | 'error';
}
export interface FileSettings {
  /**
   * Glob on the path of a file from the folder of this file: * and ? within a part, ** across parts; leading parts take all below them.
   */
  path: string;
  rules: Severities;
}
