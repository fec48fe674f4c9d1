import type { SetKey } from '../../generated/mapping-set.ts';
import { shorten } from '../../model/text.ts';
import type { ParsedRecord } from '../../records.ts';
import { mappingTable, unknownColumns } from './mapping-rows.ts';
import { finding, type SitePage } from './page.ts';
import { cutShort, extent, header, ownAddresses, pageSet, rowsOfSet } from './records.ts';
import { setOfDownload, setOfPage } from './set-of-address.ts';
import { cellTexts, columnsOf, readTable } from './table.ts';

const MAPPINGS = '#all-mapping-table';
const GROUPS = '#groups-table';
const NON_MAPPABLE = '#nonmappable-table';

/**
 * The page of one version of a framework, and the one of all its data: groups, mappings, and
 * capabilities that map to nothing. A page that shows the first mappings only says so in a finding.
 */
export function* versionPage(page: SitePage): Generator<ParsedRecord> {
  const table = mappingTable(page, MAPPINGS);
  const { select } = page.html;
  const downloads = select('.downloads a[download]').map(({ attribs }) => attribs.href);
  const of = pageSet(
    page,
    [...downloads, ...ownAddresses(page)],
    (address) => setOfDownload(address) ?? setOfPage(address),
  );
  yield header(of);
  yield* unknownColumns(page, [table]);
  const stated = yield* groups(page, of.set);
  const rows = yield* rowsOfSet(page, of, table);
  yield* nonMappable(page, of.set);
  yield extent(of.set, table, {}, page.isWhole);
  yield* cutShort(page, rows, stated);
  if (page.isWhole && stated !== undefined && stated !== rows) {
    const message = `its groups count ${stated} mappings, the page shows ${rows}`;
    yield finding(page, 'warning', 'group-count', { selector: MAPPINGS }, message);
  }
}

/** Yields the groups, returns how many mappings they say they have; undefined where they do not. */
function* groups(
  page: SitePage,
  set: Partial<SetKey>,
): Generator<ParsedRecord, number | undefined> {
  if (page.html.select(GROUPS).length === 0) return undefined;
  const table = readTable(page, GROUPS);
  const columns = columnsOf(page, table, ['ID', 'Capability Group Name', 'Number of Mappings']);
  let total = 0;
  for (const row of table.rows()) {
    const [id = '', name = '', mappings] = cellTexts(row, columns);
    total += Number(mappings);
    const place = { selector: GROUPS, row: row.row };
    if (id !== '') yield { kind: 'group', set, id, name, place };
    else
      yield finding(
        page,
        'warning',
        'group-without-id',
        place,
        `a group without an id: ${shorten(name)}`,
      );
  }
  return Number.isNaN(total) ? undefined : total;
}

function* nonMappable(page: SitePage, set: Partial<SetKey>): Generator<ParsedRecord> {
  if (page.html.select(NON_MAPPABLE).length === 0) return;
  const table = readTable(page, NON_MAPPABLE);
  const columns = columnsOf(page, table, ['Capability ID', 'Capability Description']);
  for (const row of table.rows()) {
    const [capability_id, capability_description] = cellTexts(row, columns);
    yield {
      kind: 'row',
      set,
      fields: { capability_id, capability_description, status: 'non_mappable' },
      place: { selector: NON_MAPPABLE, row: row.row },
    };
  }
}
