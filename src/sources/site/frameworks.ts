import type { AttackMappingsError } from '../../errors.ts';
import { passElements } from '../../formats/html-links.ts';
import { compareText } from '../../model/compare.ts';
import { shorten } from '../../model/text.ts';
import { pageAddress } from './addresses.ts';
import { begun, type SitePages, unknownShape } from './site-pages.ts';

/** A framework of the site. */
export interface SiteFramework {
  /** Its root page: a copy of the page of one of its versions. */
  readonly address: string;
  /** As its pages' paths call it, decoded: nist. */
  readonly name: string;
}

interface Found {
  /** By address. */
  readonly frameworks: readonly SiteFramework[];
  /** Why the second page that lists frameworks could not be read. */
  readonly failure?: { readonly address: string; readonly error: AttackMappingsError };
}

const SECTION = '.mapping-projects-section';
const NAMES = new Set(['a']);
/** More than any site has. */
const MOST = 1000;

/**
 * The frameworks that the home page and the one below it list. Rejects when the home page cannot
 * be read, and with an `expectation` error when neither lists one.
 */
export async function findFrameworks(pages: SitePages): Promise<Found> {
  const { home } = pages;
  const second = `${home}external/`;
  const first = begun(linksOf(home, pages), home);
  const other = begun(linksOf(second, pages), second);
  // Both are waited for before either is looked at: no request goes on after a failure.
  const [main, outcome] = [await first(), await other()];
  if ('error' in main) throw main.error;
  const links = [...main.value, ...('value' in outcome ? outcome.value : [])];

  const frameworks = new Map<string, SiteFramework>();
  for (const { href, page } of links) {
    const framework = frameworkOf(href, page, home);
    if (framework) frameworks.set(framework.address, framework);
  }
  if (frameworks.size === 0 || frameworks.size > MOST) {
    const some = links.slice(0, 5).map(({ href }) => JSON.stringify(shorten(href.trim())));
    throw unknownShape(
      home,
      `1 to ${MOST} links to ${second}<framework>/ at ${SECTION} h4.title a`,
      `${frameworks.size} among ${links.length} links there${some.length > 0 ? `: ${some.join(', ')}` : ''}`,
    );
  }
  return {
    frameworks: [...frameworks.values()].sort((a, b) => compareText(a.address, b.address)),
    ...('error' in outcome ? { failure: { address: second, error: outcome.error } } : {}),
  };
}

interface Link {
  readonly href: string;
  readonly page: string;
}

async function linksOf(page: string, pages: SitePages): Promise<Link[]> {
  const body = await (await pages.fetch(page)).read();
  const links: Link[] = [];
  passElements(body, page, NAMES, ({ attributes: { href }, isIn }) => {
    if (href !== undefined && isIn(SECTION) && isIn('.title')) links.push({ href, page });
  });
  return links;
}

function frameworkOf(href: string, page: string, home: string): SiteFramework | undefined {
  const address = pageAddress(href, page, home);
  const name = /^external\/([^/]+)\/$/.exec(address?.slice(home.length) ?? '')?.[1];
  return address && name ? { address, name } : undefined;
}
