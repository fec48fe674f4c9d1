import { idPath, type Row, type SiteFramework } from './site-data.ts';

/** What all pages of a generated site have around them. */
export function page(home: string, frameworks: readonly SiteFramework[], body: string): string {
  // The last framework is missing here, as it is on the site.
  const nav = frameworks
    .slice(0, -1)
    .map(({ site, label }) => `<li><a href="${home}external/${site}/">${label}</a></li>`);
  return `
<!DOCTYPE html>
<html lang="en">

<head>
    <meta charset="utf-8">
    <title>Generated - Mappings</title>
    <link href="${home}static/main.css" rel="stylesheet">
</head>

<body class="page-index gray-bg">
    <header class="header"><nav id="navbar" class="navbar"><ul>
      <li><a href="${home}about/">ABOUT</a></li>
      ${nav.join('\n      ')}
    </ul></nav></header>
${body}
    <footer id="footer" class="footer">
      <a href="mailto:site@example.org?subject=Mappings">Mail</a> <a href="javascript:void(0)">Top</a>
    </footer>
</body>

</html>
`;
}

/** A heading with its path and what follows it. The section is left open, as on the site. */
export function heading(crumb: string, title: string, below: string): string {
  return `<section id="header-container" class="header-container">
    <div class="container">
    <div class="breadcrumbs "><ol><li><a href="../../">Home</a></li><li>${escaped(crumb)}</li></ol></div>
      <div class="row justify-content-left">
        <div class="col-lg-12 col-md-12 col-sm-12">
          <h1 style="text-transform: uppercase;">${title}</h1>
          <p>${below}</p>
        </div>`;
}

/** A link whose target begins with a line break. */
export function brokenLink(address: string, text: string): string {
  return `<a href="
        ${address}">
                ${escaped(text)}
              </a>`;
}

/** A table whose titles have the broken ids of the site. */
export function table(titles: readonly string[], rows: readonly string[]): string {
  const heads = titles.map(
    (title) =>
      `<th id= data-field=${title.toLowerCase().replaceAll(' ', '_').replace('&', 'and')} data-sortable="true">${escaped(title)}</th>`,
  );
  const empty = `<tr><td colspan="${titles.length}">No mappings found</td></tr>`;
  return `<div class="table-responsive table-outer">
<div class="form-outline mb-4">
  <table class="table table-borderless table-hover" data-toggle="table" data-pagination="true">
  <thead>
    <tr>
            ${heads.join('\n        \n            ')}
      </tr>
  </thead>
  <tbody>
  ${rows.length > 0 ? rows.join('\n    ') : empty}
  </tbody>
</table>
</div>
</div>`;
}

export function section(id: string, title: string, content: string): string {
  return `<section${id === '' ? '' : ` id="${id}"`} class="mapping-table">
  <div class="container">
    <div class="row justify-content-left">
      <div class="col-12">
        <h2>${escaped(title)}</h2>
        ${content}
      </div>
    </div>
</section>`;
}

/** The button whose unquoted link leads back to the page of the version. */
export function badge(address: string): string {
  return `<div class="badge-section" style="margin-right: 0;">
    <button class="icon-btn"><a href=
        ${address} style="color: black"><img src="/static/img/gear.svg" alt="">
            Change Versions
        </a>
    </button>
</div>`;
}

const TITLES = {
  typed: ['Mapping Type', 'ATT&CK ID', 'ATT&CK Name'],
  noted: ['Mapping Type', 'ATT&CK ID', 'ATT&CK Name', 'Notes'],
  scored: ['Category', 'Value', 'ATT&CK ID', 'ATT&CK Name', 'Notes'],
  enabling: ['Enables', 'Category', 'Value', 'ATT&CK ID', 'ATT&CK Name', 'Notes'],
} as const;

export function mappingTable(
  columns: SiteFramework['columns'],
  rows: readonly Row[],
  version: string,
  techniques: string,
): string {
  const titles = ['Capability ID', 'Capability Description', ...TITLES[columns]];
  return table(
    titles,
    rows.map((row) => mappingRow(columns, row, version, techniques)),
  );
}

function mappingRow(
  columns: SiteFramework['columns'],
  row: Row,
  version: string,
  techniques: string,
): string {
  const { capability, technique } = row;
  const capabilityPage = `${version}${idPath(capability.id)}/`;
  const techniquePage = `${techniques}${technique}/`;
  const scores = [`<td>${row.category}</td>`, `<td>${row.value}</td>`];
  const between = {
    typed: [`<td>${row.type}</td>`],
    noted: [`<td>${row.type}</td>`],
    scored: scores,
    enabling: [`<td>${row.type}</td>`, ...scores],
  };
  return `<tr>
        <td>${brokenLink(capabilityPage, capability.id)}</td><td>${brokenLink(capabilityPage, capability.name)}</td>${between[columns].join('\n          ')}
          <td>${brokenLink(techniquePage, technique)}</td><td>${brokenLink(techniquePage, `Technique ${technique}`)}</td>${notes(row)}
        </tr>`;
}

/** No cell at all where there is nothing to say; comments as they are, unescaped. */
function notes({ comment, reference }: Row): string {
  if (comment === '') return '';
  return `<td>
          <div class="info-box-open" onclick="openInfoBox(this)">
            <div class="info-box-content">
              <div class="title">Comments</div>
                <div class="body">${comment}</div>
              <div class="title">References</div>
                <div class="body"><ol><li><a href="${reference}" target="_blank">${reference}</a></li></ol></div>
              </div>
          </div>
        </td>`;
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
}
