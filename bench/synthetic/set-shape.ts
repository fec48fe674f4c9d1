/** What the rows of a set are like: the four ways in which the publisher maps. */
export type RowStyle = 'scored' | 'controls' | 'exploits' | 'enumeration';

/** One synthetic set. The content follows from this and a seed, and from nothing else. */
export interface SetShape {
  readonly framework: string;
  readonly version: string;
  /** The nearest release that there is a bundle of is taken. */
  readonly attackVersion: string;
  readonly domain: string;
  readonly style: RowStyle;
  readonly rows: number;
  readonly capabilities: number;
  readonly groups: number;
  /** Length of comments in characters: quantiles at even distances, the first and last are the bounds. */
  readonly comments: readonly number[];
}

const NONE = [0, 0];

/** The sets of the corpus, as counted there: rows, capabilities, groups, lengths of comments. */
export const CORPUS_SHAPES: readonly SetShape[] = [
  shape('aws 09.21.2021 9.0', 'scored', 463, 28, 28, [0, 250, 429, 720, 2653]),
  shape('azure 04.26.2025 16.1', 'scored', 972, 38, 67, [0, 110, 178, 340, 2113]),
  shape('azure 06.29.2021 8.2', 'scored', 978, 48, 48, [0, 110, 210, 420, 2101]),
  shape('cri_profile v2.1 16.1', 'controls', 2152, 60, 19, [120, 220, 267, 330, 751]),
  shape('gcp 03.06.2025 16.1', 'scored', 536, 58, 58, [0, 250, 331, 430, 873]),
  shape('kev 02.13.2025 15.1', 'exploits', 806, 296, 36, [60, 220, 308, 420, 2166]),
  shape('kev 02.13.2025 15.1 mobile', 'exploits', 8, 3, 3, [300, 518, 522]),
  shape('m365 12.11.2023 14.1', 'scored', 518, 34, 4, [80, 560, 886, 1200, 2260]),
  shape('m365 07.18.2025 16.1', 'scored', 806, 38, 4, [80, 400, 615, 980, 2260]),
  shape('nist_800_53 rev4 10.1', 'controls', 4692, 104, 11, NONE),
  shape('nist_800_53 rev5 10.1', 'controls', 4755, 108, 12, NONE),
  shape('nist_800_53 rev4 12.1', 'controls', 4865, 110, 12, NONE),
  shape('nist_800_53 rev5 12.1', 'controls', 4929, 113, 13, NONE),
  shape('nist_800_53 rev4 14.1', 'controls', 5061, 112, 11, NONE),
  shape('nist_800_53 rev5 14.1', 'controls', 5136, 108, 13, NONE),
  shape('nist_800_53 rev5 16.1', 'controls', 5410, 110, 11, [0, 0, 0, 0, 0, 0, 385]),
  shape('nist_800_53 rev4 9.0', 'controls', 4328, 97, 10, NONE),
  shape('nist_800_53 rev5 9.0', 'controls', 4378, 102, 12, NONE),
  shape('veris 1.3.7 12.1', 'enumeration', 1143, 189, 7, NONE),
  shape('veris 1.3.7 12.1 ics', 'enumeration', 338, 221, 10, NONE),
  shape('veris 1.3.7 12.1 mobile', 'enumeration', 375, 198, 10, NONE),
  shape('veris 1.3.5 9.0', 'enumeration', 1069, 273, 10, NONE),
];

function shape(
  key: string,
  style: RowStyle,
  rows: number,
  capabilities: number,
  groups: number,
  comments: readonly number[],
): SetShape {
  const [framework = '', version = '', attackVersion = '', domain = 'enterprise'] = key.split(' ');
  return { framework, version, attackVersion, domain, style, rows, capabilities, groups, comments };
}
