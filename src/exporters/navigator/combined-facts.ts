import type { AttackIndex, ExportSet } from '../../contracts.ts';
import { compareText } from '../../model/compare.ts';
import { isWebAddress } from '../../model/web-address.ts';
import { type LayerLink, type LayerMetadata, metadataItems } from './layer.ts';

/** Documents of a set that are named one by one. */
const MOST_SOURCES = 2;

/** What a layer over all frameworks says of one of its sets. */
export interface CombinedSet {
  readonly path: string;
  /** `NIST 800-53 rev5, published for ATT&CK 16.1` */
  readonly title: string;
  /** Addresses; of a set of many documents, some. */
  readonly sources: readonly string[];
  readonly attribution: readonly string[];
}

export function combinedSet({ set, path }: ExportSet): CombinedSet {
  const published = set.migrations?.[0]?.from.version ?? set.key.attack_version;
  const aside = set.migrations?.reduce((sum, { counts }) => sum + counts.aside, 0) ?? 0;
  const rest = aside === 0 ? '' : `, ${aside} mappings set aside`;
  return {
    path,
    title: `${set.label} ${set.key.framework_version}, published for ATT&CK ${published}${rest}`,
    sources: set.sources.slice(0, MOST_SOURCES).map(({ url }) => url),
    attribution: set.attribution,
  };
}

/** Metadata and links for the settings panel. */
export function combinedFacts(
  sets: readonly CombinedSet[],
  { release, domain }: AttackIndex,
  meaning: string,
  generator: unknown,
): { metadata: LayerMetadata[]; links: LayerLink[] } {
  const { url, version } = release;
  const ordered = [...sets].sort((a, b) => compareText(a.path, b.path));
  const attribution = [...new Set(ordered.flatMap((set) => set.attribution))];
  const metadata = metadataItems([
    ['ATT&CK version', version],
    ['domain', domain],
    ['meaning of the score', meaning],
    ...ordered.map(({ title }): [string, string] => ['framework version', title]),
    ...ordered.flatMap(({ sources }) => sources).map((url): [string, string] => ['source', url]),
    ...attribution.map((line): [string, string] => ['attribution', line]),
    ['generator', typeof generator === 'string' ? generator : undefined],
  ]);
  const links = isWebAddress(url) ? [{ label: `ATT&CK ${version}`, url }] : [];
  return { metadata, links };
}
