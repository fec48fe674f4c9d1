import {
  type Capability,
  capabilitiesOf,
  type Row,
  rowsOf,
  type SiteFramework,
  type SiteSize,
  type Version,
} from './site-data.ts';

/** One version of a framework on the site: one set. */
export interface Place {
  readonly framework: SiteFramework;
  readonly version: Version;
  readonly capabilities: readonly Capability[];
  /** Path of its page below the site's home. */
  readonly path: string;
  /** Address of its page. */
  readonly own: string;
  /** Path of the pages of its techniques below the site's home. */
  readonly techniquesPath: string;
  /** Their address. */
  readonly techniques: string;
  /** Made anew each time. */
  readonly rows: () => Row[];
  readonly rowsOf: (capability: Capability) => Row[];
}

export function placesOf(
  home: string,
  frameworks: readonly SiteFramework[],
  size: SiteSize,
): Place[] {
  return frameworks.flatMap((framework) => {
    const capabilities = capabilitiesOf(framework, size);
    const rows = (capability: Capability) =>
      rowsOf(framework, capability, capabilities.indexOf(capability), size);
    return framework.versions.map((version): Place => {
      const path = versionPath(framework, version);
      const techniquesPath = techniquesOf(version.attack, version.domain);
      return {
        framework,
        version,
        capabilities,
        path,
        own: home + path,
        techniquesPath,
        techniques: home + techniquesPath,
        rows: () => capabilities.flatMap(rows),
        rowsOf: rows,
      };
    });
  });
}

export function techniquesOf(attack: string, domain: string): string {
  return `attack/attack-${attack}/domain-${domain.toLowerCase()}/techniques/`;
}

function versionPath({ site }: SiteFramework, { version, attack, domain }: Version): string {
  return `external/${site}/attack-${attack}/domain-${domain.toLowerCase()}/${site}-${version}/`;
}
