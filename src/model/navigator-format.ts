/** The Navigator and layer format that layers are written for. */
export const NAVIGATOR_VERSION = '5.1.0';
export const LAYER_VERSION = '4.5';

/** `16.1` is `16`: the Navigator compares major versions, as text. */
export function majorVersion(version: string): string {
  return version.split('.')[0] ?? version;
}

/** Highest score first. */
export const SORTING = 3;

/** Ids and names, and of a folded parent what its sub-techniques have. */
export const LAYOUT = {
  layout: 'side',
  showID: true,
  showName: true,
  showAggregateScores: true,
  aggregateFunction: 'max',
};
