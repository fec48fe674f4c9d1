import { brokenLink, escaped, heading, mappingTable, section, table } from './markup.ts';
import type { Place } from './places.ts';
import { idPath, type SiteFramework } from './site-data.ts';

/** Rows that a version page shows before it says that there are more. */
const SHOWN = 550;

/** True when the page of a version does not show all of its rows. */
export function isCut(place: Place): boolean {
  return place.rows().length > SHOWN;
}

/** The page of a version; `isWhole` makes it the one of all its data. */
export function versionPage(home: string, place: Place, isWhole: boolean): string {
  const { framework, own, techniques } = place;
  const { label, columns } = framework;
  const rows = place.rows();
  const shown = isWhole ? rows : rows.slice(0, SHOWN);
  const notice =
    shown.length < rows.length
      ? `<p class="notice">
  <strong>This is a very large mapping.</strong> To reduce the size, the first ${SHOWN} are here.
  <a class="load-all" href="./all-data.html">Load all data</a>
</p>`
      : '';
  return [
    `${heading(`${label} Home`, `<span class="highlight">${label}</span>`, `What ${label} is.`)}
      ${downloads(home, place)}</div></div></section>`,
    versionList(framework),
    section('groups-table', 'Capability Groups', groups(place)),
    section(
      'all-mapping-table',
      'All Mappings',
      notice + mappingTable(columns, shown, own, techniques),
    ),
    section('nonmappable-table', 'Non-Mappable Capabilities', nonMappable(place)),
  ].join('\n');
}

function groups({ capabilities, own, rows }: Place): string {
  const mappings = new Map<string, number>();
  const members = new Map<string, number>();
  for (const { group } of capabilities) members.set(group, (members.get(group) ?? 0) + 1);
  for (const { capability } of rows())
    mappings.set(capability.group, (mappings.get(capability.group) ?? 0) + 1);
  const lines = [...members].map(([group, count]) => {
    const address = `${own}capability-groups/${group}/`;
    return `<tr>
        <td>${brokenLink(address, group)}</td><td>${brokenLink(address, `The ${group}`)}</td><td>${mappings.get(group) ?? 0}</td>
          <td>${count}</td>
          </tr>`;
  });
  return table(
    ['ID', 'Capability Group Name', 'Number of Mappings', 'Number of Capabilities'],
    lines,
  );
}

function nonMappable({ capabilities, own }: Place): string {
  const lines = capabilities
    .filter(({ isMapped }) => !isMapped)
    .map(({ id, name }) => {
      const address = `${own}${idPath(id)}/`;
      return `<tr>
        <td>${brokenLink(address, id)}</td><td>${brokenLink(address, name)}</td></tr>`;
    });
  return table(['Capability ID', 'Capability Description'], lines);
}

function downloads(home: string, { framework: { data }, version }: Place): string {
  const domain = version.domain.toLowerCase();
  const folder = `${home}data/${data}/attack-${version.attack}/${data}-${version.version}/${domain}/`;
  const links = ['_json.json', '.yaml', '.csv'].map(
    (ending) => `<p>
            <a class="link" download
              href="${folder}${data}-${version.version}_attack-${version.attack}-${domain}${ending}">
              Download
            </a>
          </p>`,
  );
  return `<div class="downloads">${links.join('')}</div>`;
}

/** Absent where there is one version; with a stray quote after it elsewhere. */
function versionList({ versions }: SiteFramework): string {
  if (versions.length === 1) return '';
  const list = versions.map(
    ({ version, attack, domain }) => `('${version}', '${attack}', '${domain}')`,
  );
  return `<section id="version-select" class="version-select">
<meta id="version-combos" data-versions="${escaped(`[${list.join(', ')}]`)}"">
</section>`;
}
