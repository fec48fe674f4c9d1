import { pageAddress } from './addresses.ts';
import type { VersionCombo } from './version-combos.ts';

/** `data/<framework>/attack-<V>/<framework>-<version>/<domain>/…` */
const DOWNLOAD = /^data\/([^/]+)\/attack-([^/]+)\/\1-([^/]+)\/([^/]+)\/[^/]+$/;

/** The set of a download, its framework in the spelling of data files. */
export interface DownloadedSet extends VersionCombo {
  readonly framework: string;
}

/** The set that the address of a download names; undefined when it names none. */
export function downloadedSet(
  href: string | undefined,
  page: string,
  home: string,
): DownloadedSet | undefined {
  const address = href === undefined ? undefined : pageAddress(href, page, home);
  const parts = DOWNLOAD.exec(address?.slice(home.length) ?? '');
  const [framework, attackVersion, frameworkVersion, domain] = parts?.slice(1).map(decoded) ?? [];
  if (!framework || !attackVersion || !frameworkVersion || !domain) return undefined;
  return { framework, frameworkVersion, attackVersion, domain };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
