import type { MappingSet } from '../../generated/mapping-set.ts';
import { shareText } from '../../model/coverage-share.ts';
import { isWebAddress } from '../../model/web-address.ts';
import { type LayerLink, type LayerMetadata, metadataItems } from './layer.ts';

/** Documents named one by one; a folder of files has more than a panel holds. */
const MOST_SOURCES = 5;

/** What the settings panel says of every layer of a set: whose data, which versions. */
export function setMetadata(
  set: MappingSet,
  attackVersion: string,
  generator: string | undefined,
): LayerMetadata[] {
  const { key, sources, dates } = set;
  const more = sources.length - MOST_SOURCES;
  return metadataItems([
    ['mapping framework', set.label],
    ['framework version', key.framework_version],
    ['ATT&CK version', attackVersion],
    ['ATT&CK version as declared', set.migrations ? undefined : key.attack_version],
    ['domain', key.domain],
    ['filter', set.filter],
    ...migrationFacts(set),
    ['created', dates?.created],
    ['modified', dates?.modified],
    ['organization', set.metadata.organization],
    ...sources.slice(0, MOST_SOURCES).map(({ url }): [string, string] => ['source', url]),
    ['more sources', more > 0 ? String(more) : undefined],
    ...set.attribution.map((line): [string, string] => ['attribution', line]),
    ['schema_version of the mapping set', set.schema_version],
    ['generator', generator],
  ]);
}

/** How a set came to its ATT&CK version, where that is not the published one. */
function migrationFacts({ migrations = [] }: MappingSet): [name: string, value: string][] {
  const [first, last] = [migrations[0], migrations.at(-1)];
  if (first === undefined || last === undefined) return [];
  const sum = (name: 'aside' | 'collisions') =>
    migrations.reduce((all, { counts }) => all + counts[name], 0);
  const { rows } = first.counts;
  return [
    ['migrated from ATT&CK', migrations.map(({ from }) => from.version).join(', then ')],
    ['rows set aside by the migration', shareText(sum('aside'), rows, 'rows')],
    ['rows that collide since the migration', String(sum('collisions'))],
    ['techniques not assessed', String(last.not_assessed.length)],
  ];
}

/** Addresses only: the Navigator opens links as they are. */
export function setLinks({ sources, attack }: MappingSet): LayerLink[] {
  const links = sources
    .slice(0, MOST_SOURCES)
    .map(({ url }) => ({ label: 'Source of the mappings', url }));
  if (attack) links.push({ label: `ATT&CK ${attack.version}`, url: attack.url });
  return links.filter(({ url }) => isWebAddress(url));
}

/** What the layer shows, in full words. */
export function setDescription(
  set: MappingSet,
  attackVersion: string,
  subject: string,
  meaning: string,
): string {
  const { key, label, filter } = set;
  const part = filter === undefined ? '' : ` Only rows where ${filter}.`;
  return `${subject} ${label} ${key.framework_version} mapped to ATT&CK ${attackVersion}, ${key.domain} domain.${part} ${meaning}`;
}
