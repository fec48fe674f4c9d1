import { detached, type HtmlElement, lineAt, textIn } from '../../formats/html-text.ts';
import { shorten } from '../../model/text.ts';
import type { ParsedRecord } from '../../records.ts';
import { describedBelow } from './described.ts';
import { mappingTable, unknownColumns } from './mapping-rows.ts';
import { verbatim } from './notes.ts';
import { finding, oneLine, type SitePage, unknownShape } from './page.ts';
import { cutShort, extent, HEADING, header, ownAddresses, pageSet, rowsOfSet } from './records.ts';

const MAPPINGS = '#attack-table';
const COMMENT = '#header-container p.pt-2';

/** One capability of one version of a framework: what it is, and its mappings. */
export function* capabilityPage(page: SitePage): Generator<ParsedRecord> {
  const { html, highlight: id } = page;
  if (id === '') throw unknownShape(page, 'a capability id in h1 .highlight', 'none');
  const of = pageSet(page, ownAddresses(page));
  const { set } = of;
  const table =
    html.select(MAPPINGS).length > 0
      ? mappingTable(page, MAPPINGS)
      : { selector: MAPPINGS, fields: [], unknown: [], rows: () => [] };
  yield header(of);
  yield* unknownColumns(page, [table]);
  const description = yield* describedBelow(page, COMMENT);
  const name = breadcrumb(page);
  yield {
    kind: 'capability',
    set,
    id,
    ...(name === '' ? {} : { name }),
    ...(description ? { description } : {}),
    place: HEADING,
  };
  const rows = yield* rowsOfSet(page, of, table);
  yield* comment(page, set, rows > 0);
  // Ids that differ in white space alone have a page each, and are one capability to everyone else.
  yield extent(set, table, { capability_id: id }, page.isExact && page.isWhole);
  yield* cutShort(page, rows);
  if (page.isExact) return;
  const message = `the id ${JSON.stringify(id)} has white space at its edges here: the page may show a part of the capability's mappings`;
  yield finding(page, 'info', 'id-edge-space', HEADING, message);
}

/** The comment of a capability that maps to nothing. */
function* comment(
  page: SitePage,
  set: ReturnType<typeof pageSet>['set'],
  isMapped: boolean,
): Generator<ParsedRecord> {
  const [element] = page.html.select(COMMENT);
  const comments = element ? detached(lastInHeading(page, element).trim()) : '';
  if (comments === '') return;
  const place = { selector: COMMENT };
  if (!isMapped) {
    const fields = { capability_id: page.highlight, comments, status: 'non_mappable' };
    yield { kind: 'row', set, fields, place };
  } else {
    const message = `a comment on the capability itself, which no field holds: ${shorten(comments, 1000)}`;
    yield finding(page, 'warning', 'capability-comment', place, message);
  }
}

const AFTER_HEADING = /(?:\s|<\/[a-z]+\s*>)*<(?:section|footer|script)\b/iy;

/** A comment as it stands. Throws `parse` when an end tag in it, emitted unescaped, has cut it short. */
function lastInHeading(page: SitePage, element: HtmlElement): string {
  const { source } = page.html;
  const markup = verbatim(page, element);
  AFTER_HEADING.lastIndex = (element.endIndex ?? 0) + 1;
  if (AFTER_HEADING.test(source)) return markup;
  const start = (element.endIndex ?? 0) + 1;
  throw unknownShape(
    page,
    `nothing between the comment ${COMMENT} and the next section or the footer`,
    `${JSON.stringify(shorten(source.slice(start, start + 200).trim(), 60))} at line ${lineAt(source, start)}`,
  );
}

/** The last part of the path at the top: the name, corrected where the table's is not. */
function breadcrumb(page: SitePage): string {
  const last = page.html.select('.breadcrumbs li').at(-1);
  return last ? detached(oneLine(textIn(last))) : '';
}
