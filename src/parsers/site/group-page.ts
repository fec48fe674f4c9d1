import type { SetKey } from '../../generated/mapping-set.ts';
import { shorten } from '../../model/text.ts';
import type { ParsedRecord } from '../../records.ts';
import { describedBelow } from './described.ts';
import { mappingTable, unknownColumns } from './mapping-rows.ts';
import { finding, type SitePage, unknownShape } from './page.ts';
import { cutShort, extent, HEADING, header, ownAddresses, pageSet, rowsOfSet } from './records.ts';
import { cellTexts, columnsOf, readTable } from './table.ts';

const MAPPINGS = '#attack-table';
const CAPABILITIES = '#mapping-table';

/** One capability group of one version of a framework: what it is, its capabilities and mappings. */
export function* groupPage(page: SitePage): Generator<ParsedRecord> {
  const id = groupOf(page);
  const of = pageSet(page, ownAddresses(page));
  const { set } = of;
  const table = mappingTable(page, MAPPINGS);
  yield header(of);
  yield* unknownColumns(page, [table]);
  const description = yield* describedBelow(page, MAPPINGS);
  yield {
    kind: 'group',
    set,
    id,
    name: page.highlight,
    ...(description ? { description } : {}),
    place: HEADING,
  };
  const counts = new Map<string, number>();
  const rows = yield* rowsOfSet(page, of, table, (row) => {
    const capability = String(row.fields.capability_id);
    counts.set(capability, (counts.get(capability) ?? 0) + 1);
    return { ...row, fields: { ...row.fields, capability_group: id } };
  });
  yield* capabilities(page, set, counts);
  const fields = [...table.fields, 'capability_group'];
  yield extent(set, { selector: MAPPINGS, fields }, { capability_group: id }, page.isWhole);
  yield* cutShort(page, rows);
}

/** The id stands in the page's address alone. */
function groupOf(page: SitePage): string {
  const [, part] = /\/capability-groups\/([^/?#]+)/.exec(page.url) ?? [];
  if (part === undefined) {
    throw unknownShape(
      page,
      'an address with capability-groups/<id>/, which tells the group',
      page.url,
    );
  }
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function* capabilities(
  page: SitePage,
  set: Partial<SetKey>,
  counts: ReadonlyMap<string, number>,
): Generator<ParsedRecord> {
  if (page.html.select(CAPABILITIES).length === 0) return;
  const table = readTable(page, CAPABILITIES);
  const columns = columnsOf(page, table, [
    'Capability ID',
    'Capability Name',
    'Number of Mappings',
  ]);
  for (const row of table.rows()) {
    const [id = '', name = '', mappings = ''] = cellTexts(row, columns);
    const place = { selector: CAPABILITIES, row: row.row };
    if (id !== '') yield { kind: 'capability', set, id, ...(name === '' ? {} : { name }), place };
    const shown = counts.get(id) ?? 0;
    if (!page.isWhole || Number(mappings) === shown) continue;
    const message = `${JSON.stringify(shorten(id))} is said to have ${shorten(mappings)} mappings, the page shows ${shown}`;
    yield finding(page, 'info', 'capability-count', place, message);
  }
}
