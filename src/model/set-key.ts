import type { Framework } from '../contracts.ts';
import type { Lineage, SetKey } from '../generated/mapping-set.ts';
import { compareText, compareVersions } from './compare.ts';
import { isDatedVersion } from './frameworks.ts';
import { pathSafe } from './path-safe.ts';

/** The members of a key, in their order. */
export const KEY_MEMBERS = [
  'framework',
  'framework_version',
  'attack_version',
  'domain',
] as const satisfies readonly (keyof SetKey)[];

/** A key in the publisher's path spelling: `07/18/2025` becomes `07.18.2025`, `Enterprise` `enterprise`. */
export function normaliseKey(key: SetKey): SetKey {
  const version = key.framework_version.trim();
  return {
    framework: key.framework.trim(),
    framework_version: isDatedVersion(version) ? version.replaceAll('/', '.') : version,
    attack_version: key.attack_version.trim(),
    domain: key.domain.trim().toLowerCase(),
  };
}

/** `m365/attack-16.1/m365-07.18.2025/enterprise` */
export function setPath(key: SetKey): string {
  const framework = pathSafe(key.framework);
  return [
    framework,
    `attack-${pathSafe(key.attack_version)}`,
    `${framework}-${pathSafe(key.framework_version)}`,
    pathSafe(key.domain),
  ].join('/');
}

/** True for the path of a set at or below another path, as that of its framework. */
export function isWithin(path: string, above: string): boolean {
  return `${path}/`.startsWith(`${above}/`);
}

export function lineageOf(key: SetKey, framework: Framework): Lineage {
  return {
    framework: key.framework,
    ...(framework.numbered ? { edition: key.framework_version } : {}),
    domain: key.domain,
  };
}

/** A key that names all of its set; undefined when something is missing. */
export function completeKey(set: Partial<SetKey>): SetKey | undefined {
  const { framework, framework_version, attack_version, domain } = set;
  if (!framework || !framework_version || !attack_version || !domain) return undefined;
  return { framework, framework_version, attack_version, domain };
}

/** Tells lineages apart. */
export function lineageName(lineage: Lineage): string {
  return JSON.stringify([lineage.framework, lineage.edition ?? null, lineage.domain]);
}

/** Sets of one family (framework and edition, any domain) share STIX objects. */
export function familyOf(lineage: Lineage): string {
  return JSON.stringify([lineage.framework, lineage.edition ?? null]);
}

/** Orders the releases of a lineage in time: ATT&CK version first, then framework version or date. */
export function compareReleases(a: SetKey, b: SetKey): number {
  return (
    compareVersions(a.attack_version, b.attack_version) ||
    compareVersions(sortable(a.framework_version), sortable(b.framework_version)) ||
    compareText(a.framework_version, b.framework_version)
  );
}

function sortable(version: string): string {
  if (!isDatedVersion(version)) return version;
  const [month, day, year] = version.split(/[./]/);
  return `${year}.${month}.${day}`;
}
