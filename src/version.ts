/** Name and version as artefacts state them; a test keeps it in step with package.json. */
export const VERSION = '0.1.0';
export const GENERATOR = `attack-mappings ${VERSION}`;
