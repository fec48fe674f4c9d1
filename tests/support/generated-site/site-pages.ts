import { page, section } from './markup.ts';
import { placesOf, techniquesOf } from './places.ts';
import { capabilityPage, groupPage, techniquePage } from './set-pages.ts';
import { idPath, type SiteFramework, type SiteSize } from './site-data.ts';
import { isCut, versionPage } from './version-page.ts';

/** The pages of a generated site by their paths below its home; each is made when it is asked for. */
export interface GeneratedPages {
  /** Undefined for a page that the site does not have. */
  readonly render: (path: string) => string | undefined;
  /** Paths of the pages that show all rows of a set. */
  readonly tables: readonly string[];
  /** Paths of the pages of groups, capabilities and techniques. */
  readonly others: ReadonlySet<string>;
  /** Paths of the pages that only lead to others. */
  readonly ways: readonly string[];
}

const TECHNIQUE = /^attack\/attack-([^/]+)\/domain-([^/]+)\/techniques\/([^/]+)\/$/;
const OF_VERSION = /^(external\/[^/]+\/attack-[^/]+\/domain-[^/]+\/[^/]+\/)(.*)$/;

/** A site of these frameworks, its links absolute, as on the site. */
export function generatePages(
  home: string,
  frameworks: readonly SiteFramework[],
  size: SiteSize,
): GeneratedPages {
  const all = placesOf(home, frameworks, size);
  const places = new Map(all.map((place) => [place.path, place]));
  /** A framework's root is a copy of the page of its first version, an old one. */
  const roots = new Map(
    frameworks.map(({ site }) => [
      `external/${site}/`,
      all.find((place) => place.framework.site === site)?.path,
    ]),
  );

  function body(path: string): string | undefined {
    if (path === '' || path === 'external/') return frameworkList(home, frameworks);
    const [, attack, domain, technique] = TECHNIQUE.exec(path) ?? [];
    if (attack && domain && technique) {
      const folder = techniquesOf(attack, domain);
      return techniquePage(
        all.filter(({ techniquesPath }) => techniquesPath === folder),
        technique,
      );
    }
    const [, version = '', rest = ''] = OF_VERSION.exec(roots.get(path) ?? path) ?? [];
    const place = places.get(version);
    if (!place) return undefined;
    if (rest === '') return versionPage(home, place, false);
    if (rest === 'all-data.html') return isCut(place) ? versionPage(home, place, true) : undefined;
    const group = /^capability-groups\/([^/]+)\/$/.exec(rest)?.[1];
    return group ? groupPage(place, group) : capabilityPage(place, rest.replace(/\/$/, ''));
  }

  const others = new Set<string>();
  for (const { path, capabilities, techniquesPath, rows } of all) {
    for (const { id, group } of capabilities) {
      others.add(`${path}${idPath(id)}/`);
      others.add(`${path}capability-groups/${group}/`);
    }
    for (const { technique } of rows()) others.add(`${techniquesPath}${technique}/`);
  }
  const cut = all.filter(isCut).map(({ path }) => path);
  return {
    render(path) {
      const found = body(path);
      return found === undefined ? undefined : page(home, frameworks, found);
    },
    tables: all.map(({ path }) => (cut.includes(path) ? `${path}all-data.html` : path)),
    others,
    ways: ['', 'external/', ...roots.keys(), ...cut],
  };
}

function frameworkList(home: string, frameworks: readonly SiteFramework[]): string {
  const items = frameworks.map(
    ({ site, label }) => `<div class="col-lg-4 service-item d-flex"><div>
                <h4 class="title"><a href="${home}external/${site}/" class="stretched-link">${label}</a></h4>
                <blockquote><p>What ${label} is.</p></blockquote>
                <a href="${home}external/${site}/" class="readmore stretched-link"><span>Learn More</span></a>
            </div></div>`,
  );
  return section(
    '',
    'MAPPING FRAMEWORKS',
    `<div class="mapping-projects-section row gy-5">${items.join('\n')}</div>`,
  );
}
