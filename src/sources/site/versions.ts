import { passElements } from '../../formats/html-links.ts';
import type { SetKey } from '../../generated/mapping-set.ts';
import { compareText } from '../../model/compare.ts';
import { normaliseKey } from '../../model/set-key.ts';
import { dataFramework } from '../../model/site-names.ts';
import { shorten } from '../../model/text.ts';
import { pathPart } from './addresses.ts';
import { downloadedSet } from './downloads.ts';
import type { SiteFramework } from './frameworks.ts';
import { unknownShape } from './site-pages.ts';
import { readVersionCombos, type VersionCombo } from './version-combos.ts';

/** A version of a framework: one set. */
export interface SiteVersion {
  /** Its page. */
  readonly address: string;
  /** Its set, as far as the framework's name on the site tells. */
  readonly key: SetKey;
}

const NAMES = new Set(['a', 'meta']);
/** More than any framework has. */
const MOST = 1000;

/**
 * All versions of a framework that its root page names, ordered by address: in its version list
 * or, where there is none, in its download links. Throws for a list that cannot be read, and when
 * there is neither.
 */
export function versionsOf(
  body: Uint8Array,
  { address, name }: SiteFramework,
  home: string,
): SiteVersion[] {
  let list: string | undefined;
  const downloads: VersionCombo[] = [];
  passElements(body, address, NAMES, ({ name: element, attributes, isIn }) => {
    if (element === 'meta') {
      if (attributes.id === 'version-combos') list ??= attributes['data-versions'] ?? '';
    } else if (attributes.download !== undefined && isIn('.downloads')) {
      const set = downloadedSet(attributes.href, address, home);
      if (set) downloads.push(set);
    }
  });
  const combos = list === undefined ? downloads : readVersionCombos(list, address);
  const versions = new Map<string, SiteVersion>();
  for (const combo of combos) {
    const version = versionOf(combo, address, name);
    versions.set(version.address, version);
  }
  if (versions.size === 0 || versions.size > MOST) {
    throw unknownShape(
      address,
      `1 to ${MOST} versions in meta#version-combos[data-versions] or at .downloads a[download]`,
      `${versions.size}`,
    );
  }
  return [...versions.values()].sort((a, b) => compareText(a.address, b.address));
}

function versionOf(combo: VersionCombo, root: string, name: string): SiteVersion {
  const { frameworkVersion, attackVersion, domain } = combo;
  const [framework, release, attack, inDomain] = [
    name,
    frameworkVersion,
    attackVersion,
    domain.toLowerCase(),
  ].map(pathPart);
  if (!framework || !release || !attack || !inDomain) {
    throw unknownShape(
      root,
      'versions of letters, digits and . , + ( ) - _',
      JSON.stringify(shorten(Object.values(combo).join(' '), 200)),
    );
  }
  return {
    address: `${root}attack-${attack}/domain-${inDomain}/${framework}-${release}/`,
    key: normaliseKey({
      framework: dataFramework(name),
      framework_version: frameworkVersion,
      attack_version: attackVersion,
      domain,
    }),
  };
}
