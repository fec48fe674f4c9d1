import { type SiteFramework, type SiteSize, techniqueId } from './site-data.ts';

const DATE = '2024-10-31T00:00:00.000Z';

/** The release index, and the bundle of each release that the site speaks of. */
export function attackDocument(
  path: string,
  frameworks: readonly SiteFramework[],
  size: SiteSize,
): string | undefined {
  if (path === '/attack/index.json') return index(frameworks);
  const [, domain] = /^\/attack\/([a-z]+)-attack-[\d.]+\.json$/.exec(path) ?? [];
  return domain === undefined ? undefined : bundle(domain, size);
}

function index(frameworks: readonly SiteFramework[]): string {
  const versions = frameworks.flatMap((framework) => framework.versions);
  const collections = ['enterprise', 'mobile', 'ics'].map((domain) => {
    const attacks = new Set(versions.map(({ attack }) => attack));
    return {
      id: `x-mitre-collection--${domain}`,
      name: domain,
      versions: [...attacks].map((version) => ({
        version,
        url: `${domain}-attack-${version}.json`,
        modified: DATE,
      })),
    };
  });
  return JSON.stringify({ id: 'index', name: 'ATT&CK', collections });
}

function bundle(domain: string, size: SiteSize): string {
  const techniques = Array.from({ length: size.techniques }, (_, i) => techniqueId(i)).map(
    (id, i) => ({
      type: 'attack-pattern',
      id: `attack-pattern--00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      created: DATE,
      modified: DATE,
      name: `Technique ${id}`,
      external_references: [{ source_name: 'mitre-attack', external_id: id }],
      kill_chain_phases: [{ kill_chain_name: 'mitre-attack', phase_name: 'impact' }],
      x_mitre_is_subtechnique: id.includes('.'),
      x_mitre_domains: [`${domain}-attack`],
    }),
  );
  return JSON.stringify({ type: 'bundle', id: 'bundle--1', objects: techniques });
}
