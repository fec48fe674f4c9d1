import { passElements } from '../../formats/html-links.ts';
import { compareText } from '../../model/compare.ts';
import { pageAddress } from './addresses.ts';
import { unknownShape } from './site-pages.ts';

/** The tables of a version page whose links lead to the pages of its set. */
const TABLES = ['#groups-table', '#all-mapping-table', '#nonmappable-table'];

/** `attack/attack-<V>/domain-<d>/techniques/<T>/` below home. */
const TECHNIQUE = /^attack\/attack-[^/]+\/domain-[^/]+\/techniques\/[^/]+\/$/;
/** `<capability>/`, whose id may hold a slash, and `capability-groups/<group>/` below the version page. */
const OWN = /^(?!capability-groups\/$)(?:[^/]+\/)+$/;

const NAMES = new Set(['a']);
const MOST = 100_000;

/**
 * The pages of groups, capabilities and techniques that the tables of a version page link to, told
 * by the shape of their addresses, each once and ordered. Links to anything else are not followed.
 */
export function setPages(body: Uint8Array, page: string, version: string, home: string): string[] {
  const seen = new Set<string>();
  const found = new Set<string>();
  passElements(body, page, NAMES, ({ attributes: { href }, isIn }) => {
    if (href === undefined || seen.has(href) || !TABLES.some(isIn)) return;
    seen.add(href);
    const address = pageAddress(href, page, home);
    if (address !== undefined && isSetPage(address, version, home)) found.add(address);
    if (seen.size > MOST) throw unknownShape(page, `at most ${MOST} different links`, 'more');
  });
  return [...found].sort(compareText);
}

function isSetPage(address: string, version: string, home: string): boolean {
  return address.startsWith(version)
    ? OWN.test(address.slice(version.length))
    : TECHNIQUE.test(address.slice(home.length));
}
