import { badge, brokenLink, escaped, heading, mappingTable, section, table } from './markup.ts';
import type { Place } from './places.ts';
import { idPath } from './site-data.ts';

/** The page of a capability group; undefined when the version has none of this id. */
export function groupPage(place: Place, group: string): string | undefined {
  const { framework, own, techniques } = place;
  const members = place.capabilities.filter((capability) => capability.group === group);
  if (members.length === 0) return undefined;
  const title = `${framework.label} <span class="highlight">The ${group}</span> Capability Group`;
  const lines = members.map(
    (capability) => `<tr>
        <td>${brokenLink(`${own}${idPath(capability.id)}/`, capability.id)}</td><td>${escaped(capability.name)}</td><td>${place.rowsOf(capability).length}</td></tr>`,
  );
  return [
    `${heading(`The ${group} Capability Group`, title, `Safeguards of the ${group}.`)}</div></div></section>`,
    section(
      'attack-table',
      'All Mappings',
      badge(own) + mappingTable(framework.columns, members.flatMap(place.rowsOf), own, techniques),
    ),
    section(
      'mapping-table',
      'Capabilities',
      table(['Capability ID', 'Capability Name', 'Number of Mappings'], lines),
    ),
  ].join('\n');
}

/** The page of a capability by the path of its id; undefined when the version has none. */
export function capabilityPage(place: Place, path: string): string | undefined {
  const capability = place.capabilities.find(({ id }) => idPath(id) === path);
  if (!capability) return undefined;
  const { framework, own, techniques } = place;
  const { id, name, isMapped } = capability;
  const title = `${framework.label} <span class="highlight">${escaped(id)}</span>`;
  return [
    heading(name, title, `What ${escaped(id)} does.`),
    `<p class="pt-2">
          ${isMapped ? '' : `Nothing maps to ${escaped(id)}.`}
        </p></div></div>`,
    section(
      'attack-table',
      'Mappings',
      badge(own) + mappingTable(framework.columns, place.rowsOf(capability), own, techniques),
    ),
  ].join('\n');
}

/** The page of a technique among the versions of its ATT&CK version and domain: the last of each framework is shown. */
export function techniquePage(places: readonly Place[], technique: string): string | undefined {
  const last = new Map(places.map((place) => [place.framework.site, place]));
  const tables: string[] = [];
  let isKnown = false;
  for (const place of places) {
    const rows = place.rows().filter((row) => row.technique === technique);
    if (rows.length === 0) continue;
    isKnown = true;
    if (last.get(place.framework.site) !== place) continue;
    const shown = mappingTable('noted', rows, place.own, place.techniques);
    tables.push(section('', `${place.framework.label} Mappings`, shown));
  }
  if (!isKnown) return undefined;
  const title = `${technique} <span class="highlight">Technique ${technique}</span>`;
  return [
    `${heading(`${technique} Technique ${technique}`, title, `What ${technique} is (Citation: X).`)}</div></div></section>`,
    ...tables,
  ].join('\n');
}
