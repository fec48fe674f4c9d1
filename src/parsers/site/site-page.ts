import type { ParserInput } from '../../contracts.ts';
import type { ParsedRecord } from '../../records.ts';
import { capabilityPage } from './capability-page.ts';
import { groupPage } from './group-page.ts';
import { finding, listed, readSitePage, type SitePage, unknownShape } from './page.ts';
import { techniqueId, techniquePage } from './technique-page.ts';
import { versionPage } from './version-page.ts';

/**
 * A page of a Mappings Explorer website: of a framework's version, all its data, a capability, a
 * capability group or a technique, as they are now and as they were until 2025. Throws `parse` on
 * any other page, and on one whose shape is not the known one.
 */
export function* sitePage(input: ParserInput): Generator<ParsedRecord> {
  const page = readSitePage(input);
  const { undecodableLine: line } = page.html;
  if (line !== undefined) {
    const message = 'the page has bytes that are no UTF-8; they are read as U+FFFD';
    yield finding(page, 'warning', 'encoding', { line }, message);
  }
  checkSections(page);
  yield* readerOf(page)(page);
}

/** Markup in a description, emitted unescaped, can swallow the tables below it: then it has no rows. */
function checkSections(page: SitePage): void {
  const written = page.html.source.match(/<section (?:id|class)="/g)?.length ?? 0;
  const read = page.html.select('section[id], section[class]').length;
  if (read >= written) return;
  throw unknownShape(page, `the ${written} sections of the markup`, `${read} outside other markup`);
}

function readerOf(page: SitePage): (page: SitePage) => Generator<ParsedRecord> {
  const has = (selector: string) => page.html.select(selector).length > 0;
  if (has('#all-mapping-table')) return versionPage;
  if (techniqueId(page.title) !== undefined) return techniquePage;
  if (has('#attack-table') && page.title.endsWith('Capability Group')) return groupPage;
  if (has('#header-container p.pt-2')) return capabilityPage;
  const sections = page.html.select('section').map(({ attribs }) => attribs.id ?? '(no id)');
  throw unknownShape(
    page,
    'a page of a framework version (#all-mapping-table), a technique (h1 as "T1059 …"), a capability group (#attack-table and h1 "… Capability Group") or a capability (#header-container p.pt-2)',
    `the heading ${JSON.stringify(page.title.slice(0, 80))} and the sections ${listed(sections)}`,
  );
}
