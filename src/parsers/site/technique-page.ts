import {
  elementsIn,
  type HtmlElement,
  hasClass,
  isElement,
  textIn,
} from '../../formats/html-text.ts';
import type { SetKey } from '../../generated/mapping-set.ts';
import { shorten } from '../../model/text.ts';
import type { ParsedRecord } from '../../records.ts';
import { describedBelow } from './described.ts';
import {
  type MappingRow,
  type MappingTable,
  mappingTable,
  unknownColumns,
} from './mapping-rows.ts';
import { type SitePage, unknownShape } from './page.ts';
import { cutShort, extent, HEADING, header, type PageSet, pageSet, rowRecords } from './records.ts';
import { attackOfPage, setOfPage, withKnown } from './set-of-address.ts';

/** A set that the page speaks of, with its rows. */
interface SetOnPage extends PageSet {
  readonly table: Pick<MappingTable, 'selector' | 'fields'>;
  readonly rows: MappingRow[];
}

/**
 * One technique in one ATT&CK version: what it is, and its mappings in every framework. Now each
 * framework has a table, until 2025 all shared one: the link of each row tells its set. A technique
 * that nothing maps to has no table.
 */
export function* techniquePage(page: SitePage): Generator<ParsedRecord> {
  const id = techniqueId(page.title) ?? '';
  const all = tables(page);
  const sets = setsOnPage(page, all);
  yield* unknownColumns(page, all);
  const description = yield* describedBelow(page, HEADING.selector, isAttackLink);
  if (sets.length === 0) sets.push(unmapped(page));
  for (const of of sets) {
    const { set, table, rows } = of;
    yield header(of);
    yield {
      kind: 'technique',
      set,
      id,
      ...(page.highlight === '' ? {} : { name: page.highlight }),
      ...(description ? { description } : {}),
      place: HEADING,
    };
    for (const row of rows) yield* rowRecords(set, row);
    yield extent(set, table, { attack_object_id: id }, page.isWhole);
  }
  yield* cutShort(
    page,
    sets.reduce((sum, { rows }) => sum + rows.length, 0),
  );
}

/** The technique id that a heading begins with. */
export function techniqueId(title: string): string | undefined {
  return /^T\d{4}(?:\.\d{3})?(?=\s|$)/.exec(title)?.[0];
}

/** Tables of mappings: the one of sub-techniques is another. */
function tables(page: SitePage): MappingTable[] {
  const counts = new Map<unknown, number>();
  return page.html.select('section').flatMap((section) => {
    const nth = (counts.get(section.parent) ?? 0) + 1;
    counts.set(section.parent, nth);
    const { id } = section.attribs;
    if (!hasClass(section, 'mapping-table') || id === 'attack-table') return [];
    if (isInTable(section)) throw unknownShape(page, 'tables beside one another', 'one in another');
    const selector =
      id === 'mappings-table' ? '#mappings-table' : `section.mapping-table:nth-of-type(${nth})`;
    const table = elementsIn(section, 'table').find(({ name }) => name === 'table');
    return [mappingTable(page, selector, table)];
  });
}

/** True within another section of mappings, whose table would then be read twice. */
function isInTable({ parent }: HtmlElement): boolean {
  for (let above = parent; above; above = above.parent) {
    if (isElement(above) && hasClass(above, 'mapping-table')) return true;
  }
  return false;
}

function setsOnPage(page: SitePage, all: readonly MappingTable[]): SetOnPage[] {
  const sets = new Map<string, SetOnPage>();
  for (const table of all) {
    for (const row of table.rows()) {
      const stated = setOfRow(page, row);
      const name = JSON.stringify(stated);
      const known = sets.get(name);
      if (known) known.rows.push(row);
      else sets.set(name, { stated, set: withKnown(stated, page.known), table, rows: [row] });
    }
  }
  return [...sets.values()];
}

function setOfRow(page: SitePage, { link = '', place }: MappingRow): Partial<SetKey> {
  const set = setOfPage(link);
  if (set) return set;
  throw unknownShape(
    page,
    'a link to the capability as external/<framework>/attack-<version>/domain-<domain>/<framework>-<version>/…, which tells the set',
    `${link === '' ? 'none' : JSON.stringify(shorten(link.trim()))} in row ${place.row} of ${place.selector}`,
  );
}

/** No framework of this ATT&CK version and domain maps to the technique. */
function unmapped(page: SitePage): SetOnPage {
  const [banner] = page.html.select('#banner a');
  const of = pageSet(page, [banner?.attribs.href, page.url], attackOfPage);
  return { ...of, table: { selector: HEADING.selector, fields: [] }, rows: [] };
}

function isAttackLink(element: HtmlElement): boolean {
  return element.name === 'a' && /^\s*View in MITRE ATT&CK/.test(textIn(element));
}
