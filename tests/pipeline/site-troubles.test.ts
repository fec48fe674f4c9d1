import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type CrawlOptions, listing } from '../support/generated-site/crawl.ts';
import { type GeneratedSite, serveSite } from '../support/generated-site/serve-site.ts';
import {
  SMALL_SIZE,
  serveInstead,
  serveSmallSite,
  smallFrameworks,
} from '../support/generated-site/small-site.ts';
import { temporaryFolder } from '../support/run-cli.ts';

const KEV = 'external/kev/';
const M365 = 'external/m365/attack-14.1/domain-enterprise/m365-12.11.2023/';
const NIST = 'external/nist/attack-16.1/domain-enterprise/nist-rev5/';

let site: GeneratedSite;
let options: CrawlOptions;

beforeEach(async () => {
  site = await serveSmallSite();
  options = { home: site.home, level: 'tables', cacheDir: await temporaryFolder() };
});

const failures = async () =>
  (await listing(options)).flatMap(({ url, set, error }) =>
    error
      ? [{ path: url.slice(site.home.length), set, code: error.code, message: error.message }]
      : [],
  );
const change = (path: string, edit: (page: string) => string) =>
  serveInstead(site, path, edit(site.pages.render(path) ?? ''));

describe('a page that fails alone', () => {
  it.each([404, 500])('a framework (%i): the others are listed', async (status) => {
    serveInstead(site, KEV, '', status);
    expect(await failures()).toEqual([
      {
        path: KEV,
        set: { framework: 'kev' },
        code: 'fetch',
        message: expect.stringContaining(`${status}`),
      },
    ]);
  });

  it('a version: its framework and the others are listed', async () => {
    serveInstead(site, M365, '', 404);
    const set = {
      framework: 'm365',
      framework_version: '12.11.2023',
      attack_version: '14.1',
      domain: 'enterprise',
    };
    expect(await failures()).toEqual([
      { path: M365, set, code: 'fetch', message: expect.stringContaining('404') },
    ]);
  });

  it('the page of all rows, in full', async () => {
    options = { ...options, level: 'full' };
    serveInstead(site, `${NIST}all-data.html`, '', 404);
    expect(await failures()).toMatchObject([{ path: NIST, code: 'fetch' }]);
  });

  it('a version that redirects to another host', async () => {
    serveInstead(site, M365, '', 302, { location: 'https://elsewhere.example/' });
    expect(await failures()).toMatchObject([
      { path: M365, code: 'fetch', message: expect.stringContaining('found elsewhere.example') },
    ]);
  });

  it('the second list of frameworks: those of the home page are listed', async () => {
    serveInstead(site, 'external/', '', 404);
    expect(await failures()).toMatchObject([{ path: 'external/', set: {}, code: 'fetch' }]);
    expect(await listing(options)).toHaveLength(site.pages.tables.length + 1);
  });

  it.each([
    [
      'a page that breaks off',
      (page: string) => page.slice(0, page.length / 2),
      'parse',
      /found no <\/html>/,
    ],
    ['something else than a page', () => '{"not": "a page"}', 'parse', /found no <\/html>/],
    [
      'a version list that is none',
      (page: string) => page.replace(/data-versions="[^"]*"/, 'data-versions="[(kev, 16.1), None"'),
      'parse',
      /meta#version-combos\[data-versions\] to be a list.*found "\[\(kev, 16\.1\), None"/,
    ],
    [
      'versions that would climb out of the path',
      (page: string) => page.replaceAll('07.28.2025&#39;', '../../../x&#39;'),
      'expectation',
      /versions of letters, digits.*found "\.\.\/\.\.\/\.\.\/x 16\.1 Mobile"/,
    ],
    [
      'neither versions nor downloads',
      (page: string) => page.replace('id="version-combos"', '').replaceAll('class="downloads"', ''),
      'expectation',
      /1 to 1000 versions in meta#version-combos\[data-versions\] or at \.downloads a\[download\], found 0/,
    ],
  ])('a framework whose page is %s', async (_, edit, code, message) => {
    change(KEV, edit);
    expect(await failures()).toEqual([
      { path: KEV, set: { framework: 'kev' }, code, message: expect.stringMatching(message) },
    ]);
  });

  it('a page with the downloads of another version', async () => {
    change(M365, (page) => page.replaceAll('data/m365/attack-14.1/', 'data/m365/attack-16.1/'));
    expect(await failures()).toMatchObject([
      {
        path: M365,
        message: expect.stringMatching(
          /downloads of m365\/attack-14\.1\/\S+, which this page is of, found m365\/attack-16\.1\//,
        ),
      },
    ]);
  });

  it('a version whose link to all rows leads elsewhere', async () => {
    change(NIST, (page) =>
      page.replace('./all-data.html', 'https://elsewhere.example/all-data.html'),
    );
    expect(await failures()).toMatchObject([
      {
        path: NIST,
        code: 'expectation',
        message: expect.stringMatching(
          /a\.load-all to lead to all-data\.html.*found "https:\/\/elsewhere/,
        ),
      },
    ]);
  });
});

it('takes the name of a framework from the downloads, as data files spell it', async () => {
  change(M365, (page) => page.replaceAll(/data\/m365\/(.*?)\/m365-/g, 'data/office/$1/office-'));
  const listed = await listing(options);
  expect(listed.find(({ url }) => url.endsWith(M365))?.set).toEqual({
    framework: 'office',
    framework_version: '12.11.2023',
    attack_version: '14.1',
    domain: 'enterprise',
  });
});

describe('a set that several pages are of', () => {
  const KEV_VERSION = 'attack-16.1/domain-enterprise/kev-07.28.2025/';
  /** Two frameworks of the same versions, and how their downloads call them. */
  const serveTwins = async (dataName: (name: string) => string) => {
    const [kev] = smallFrameworks().filter((framework) => framework.site === 'kev');
    const twins = ['kev', 'KEV'].flatMap((name) =>
      kev ? [{ ...kev, site: name, data: dataName(name) }] : [],
    );
    site = await serveSite(twins, SMALL_SIZE);
    onTestFinished(site.close);
    options = { ...options, home: site.home };
  };
  const sets = async () =>
    (await listing(options))
      .filter(({ role }) => role !== 'enrich')
      .map(({ url, set, error }) =>
        [url.slice(site.home.length), set.framework, error?.message ?? ''].join(' '),
      );

  it('is made of the pages of its own framework alone', async () => {
    change(KEV + KEV_VERSION, (page) =>
      page.replaceAll(/data\/kev\/(.*?)\/kev-/g, 'data/m365/$1/m365-'),
    );
    const found = (await sets()).filter((set) => set.startsWith(KEV + KEV_VERSION));
    expect(found).toEqual([
      expect.stringContaining(
        `${KEV_VERSION} kev expected a set of its own, found m365/attack-16.1/m365-07.28.2025/enterprise, which is that of ${site.home}external/m365/:`,
      ),
    ]);
    expect(await failures()).toMatchObject([{ path: KEV + KEV_VERSION, code: 'expectation' }]);
  });

  it('is made of the first, and the others are errors that name it', async () => {
    await serveTwins(() => 'other');
    options = { ...options, level: 'full' };
    const place = (domain: string) => `attack-16\\.1/domain-${domain}/`;
    const first = (domain: string) => `^external/KEV/${place(domain)}\\S+ other $`;
    const second = (domain: string) =>
      `^external/kev/${place(domain)}\\S+ kev .*found other/attack-16.1/other-07.28.2025/${domain}, which is that of \\S+/external/KEV/${place(domain)}`;
    const domains = ['enterprise', 'mobile'];
    expect(await sets()).toEqual(
      [...domains.map(first), ...domains.map(second)].map((pattern) =>
        expect.stringMatching(new RegExp(pattern)),
      ),
    );
    const enriched = (await listing(options)).filter(({ role }) => role === 'enrich');
    expect(enriched.filter(({ url }) => url.includes('/external/kev/'))).toEqual([]);
  });

  it('may not differ from another by case alone', async () => {
    await serveTwins((name) => name);
    expect(await failures()).toMatchObject(
      ['enterprise', 'mobile'].map((domain) => ({
        set: { framework: 'kev', domain },
        message: expect.stringContaining(
          `found kev/attack-16.1/kev-07.28.2025/${domain}, which is`,
        ),
      })),
    );
  });
});

describe('a home page', () => {
  it('without frameworks is an error that says where they were looked for', async () => {
    for (const path of ['', 'external/'])
      change(path, (page) => page.replaceAll('/external/', '/gone/'));
    await expect(listing(options)).rejects.toMatchObject({
      code: 'expectation',
      subject: site.home,
      message: expect.stringMatching(
        /links to .*external\/<framework>\/ at \.mapping-projects-section h4\.title a, found 0 among 8 links there: "http.*\/gone\//,
      ),
    });
  });

  it('that cannot be had is an error', async () => {
    serveInstead(site, '', '', 404);
    await expect(listing(options)).rejects.toMatchObject({ code: 'fetch', subject: site.home });
  });

  it('with a framework that only the second list has finds it', async () => {
    change('', (page) => page.replaceAll('/external/kev/', '/about/'));
    const listed = await listing(options);
    expect(listed.filter(({ set }) => set.framework === 'kev')).toHaveLength(2);
  });
});

describe('hostile links', () => {
  const LINKS = [
    'javascript:alert(1)',
    'https://elsewhere.example/attack/attack-16.1/domain-enterprise/techniques/T1/',
    '//elsewhere.example/mappings/',
    'data:text/html,x',
    '../../../../../outside/',
    '..%2f..%2f..%2foutside/',
    '%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/outside/',
    '..%5c..%5coutside/',
    '..\\..\\..\\..\\..\\outside/',
    'http://user:secret@127.0.0.1/mappings/',
    'x/?page=1',
    'x/?page=1/',
    'http://[broken/',
    `${'long/'.repeat(400)}`,
    '',
    '#top',
    '.',
    'capability-groups/',
    './index.html',
    '../../../',
    '/mappings/external/kev/attack-16.1/domain-mobile/kev-07.28.2025/kev-3/',
    '/mappings/attack/attack-16.1/domain-enterprise/tactics/',
  ];
  const row = (href: string) => `<tr><td><a href="\n   ${href}">x</a></td></tr>`;

  it('are not followed, and lead nowhere', async () => {
    options = { ...options, level: 'full' };
    const before = await listing({ ...options, cacheDir: await temporaryFolder() });
    const twin = new URL(site.home);
    twin.hostname = '127.0.0.2';
    const links = [...LINKS, `${twin}attack/attack-16.1/domain-enterprise/techniques/T1/`];
    change(M365, (page) =>
      page
        .replaceAll('<tbody>', `<tbody>${links.map(row).join('')}`)
        .replace('</footer>', '<a href="outside-of-tables/">x</a></footer>'),
    );
    change('', (page) =>
      page.replace('<h4 class="title">', `<h4 class="title">${LINKS.map(row).join('')}`),
    );
    site.requests.length = 0;
    expect(await listing(options)).toEqual(before);
    const known = new Set([...site.pages.ways, ...site.pages.tables, ...site.pages.others]);
    const strange = site.requests.filter(
      ({ path }) => path !== '/robots.txt' && !known.has(path.slice('/mappings/'.length)),
    );
    expect(strange).toEqual([]);
  });

  it('in other forms lead to the one page they mean', async () => {
    options = { ...options, level: 'full' };
    const forms = ['./new/', 'new/#part', 'new/index.html', 'a/../new/', '\n\t new/ \n'];
    change(M365, (page) => page.replace('<tbody>', `<tbody>${forms.map(row).join('')}`));
    serveInstead(site, `${M365}new/`, 'new');
    const listed = (await listing(options)).map(({ url }) => url.slice(site.home.length));
    expect(listed.filter((path) => path.includes('new'))).toEqual([`${M365}new/`]);
  });
});
