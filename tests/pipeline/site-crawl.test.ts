import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CrawlOptions,
  crawl,
  listing,
  storedAddresses,
} from '../support/generated-site/crawl.ts';
import type { GeneratedSite } from '../support/generated-site/serve-site.ts';
import { serveInstead, serveSmallSite } from '../support/generated-site/small-site.ts';
import { temporaryFolder } from '../support/run-cli.ts';

let site: GeneratedSite;
let options: CrawlOptions;

beforeEach(async () => {
  site = await serveSmallSite();
  options = { home: site.home, level: 'full', cacheDir: await temporaryFolder() };
});

const addresses = (paths: Iterable<string>) => [...paths].map((path) => site.home + path).sort();
const asked = () => site.requests.map(({ path }) => site.origin + path).sort();

describe('a crawl', () => {
  it('of tables finds the page of all rows of every set, and asks for each page once', async () => {
    const listed = await listing({ ...options, level: 'tables' });
    expect(listed.map(({ url }) => url).sort()).toEqual(addresses(site.pages.tables));
    expect(listed.map(({ set }) => Object.values(set).join(' '))).toEqual([
      'cri_profile v2.1 16.1 enterprise',
      'kev 07.28.2025 16.1 enterprise',
      'kev 07.28.2025 16.1 mobile',
      'm365 12.11.2023 14.1 enterprise',
      'm365 07.18.2025 16.1 enterprise',
      'nist_800_53 rev5 16.1 enterprise',
      'nist_800_53 rev4 8.2 enterprise',
      'nist_800_53 rev5 8.2 enterprise',
    ]);
    const { ways, tables } = site.pages;
    expect(asked()).toEqual(
      [`${site.origin}/robots.txt`, ...addresses(new Set([...ways, ...tables]))].sort(),
    );
  });

  it('in full finds every page of every set, and asks for each page once', async () => {
    const listed = await listing(options);
    const { ways, tables, others } = site.pages;
    expect(others.size).toBeGreaterThan(200);
    expect([...new Set(listed.map(({ url }) => url))].sort()).toEqual(
      addresses([...tables, ...others]),
    );
    expect(asked()).toEqual(
      [`${site.origin}/robots.txt`, ...addresses(new Set([...ways, ...tables, ...others]))].sort(),
    );
    const once = listed.map(({ url, set }) => `${url} ${Object.values(set).join(' ')}`);
    expect(new Set(once).size).toBe(once.length);
    const oneSet = listed.filter(({ set, role }) => role && set.framework === 'cri_profile');
    expect(oneSet.map(({ url }) => url)).toEqual(oneSet.map(({ url }) => url).sort());
    for (const { url, role } of listed)
      expect(role === 'enrich').toBe(!site.pages.tables.includes(url.slice(site.home.length)));
  });

  it('lists a technique page once for each set that links to it', async () => {
    const listed = await listing(options);
    const sets = listed
      .filter(({ url }) => url.endsWith('/attack-8.2/domain-enterprise/techniques/T1000/'))
      .map(({ set }) => `${set.framework} ${set.framework_version}`);
    expect(sets).toEqual(['nist_800_53 rev4', 'nist_800_53 rev5']);
  });

  it('lists the same in the same order each time', async () => {
    const first = await listing(options);
    const again = await listing({ ...options, cacheDir: await temporaryFolder() });
    expect(again).toEqual(first);
  });

  it('asks conditionally only, the second time', async () => {
    const first = await listing(options);
    const pages = site.requests.length;
    site.requests.length = 0;
    expect(await listing(options)).toEqual(first);
    expect(site.requests).toHaveLength(pages);
    const others = site.requests.filter(
      ({ isConditional, status }) => !isConditional || status !== 304,
    );
    expect(others).toEqual([{ path: '/robots.txt', isConditional: false, status: 404 }]);
  });

  it('sends nothing offline', async () => {
    const first = await listing(options);
    site.requests.length = 0;
    expect(await listing({ ...options, offline: true })).toEqual(first);
    expect(site.requests).toEqual([]);
  });
});

describe('a crawl that was interrupted', () => {
  it.each([5, 8, 30, 150])('after %i pages goes on where it was', async (pages) => {
    const stop = new AbortController();
    let answered = 0;
    site.override = () => {
      answered += 1;
      if (answered === pages) stop.abort(new Error('stopped by the test'));
      return false;
    };
    const errors: unknown[] = [];
    const note = ({ error }: { error?: unknown }) => error && errors.push(error);
    await expect(crawl({ ...options, signal: stop.signal }, note)).rejects.toMatchObject({
      code: 'fetch',
      fatal: true,
    });
    expect(errors).toEqual([]);
    site.override = () => false;
    const stored = await storedAddresses(options.cacheDir);
    expect(stored.size).toBeGreaterThan(pages / 2 - 2);

    site.requests.length = 0;
    const listed = await listing(options);
    expect(new Set(listed.map(({ url }) => url)).size).toBe(
      site.pages.tables.length + site.pages.others.size,
    );
    for (const { path, isConditional, status } of site.requests) {
      if (path === '/robots.txt') continue;
      const wasStored = stored.has(site.origin + path);
      expect({ path, isConditional, status }).toEqual({
        path,
        isConditional: wasStored,
        status: wasStored ? 304 : 200,
      });
    }
  });
});

it('a crawl that is stopped before it begins asks for nothing', async () => {
  const signal = AbortSignal.abort(new Error('stopped by the test'));
  await expect(listing({ ...options, signal })).rejects.toMatchObject({ fatal: true });
  expect(site.requests).toEqual([]);
});

describe('robots.txt', () => {
  const robots = (text: string, status = 200) => serveInstead(site, '/robots.txt', text, status);

  it('forbids pages: they are not asked for, and listed with what forbids them', async () => {
    robots('User-agent: *\nDisallow: /\n\nUser-agent: attack-mappings\nDisallow: /*/T1001*\n');
    const listed = await listing(options);
    const forbidden = listed.filter(({ error }) => error);
    expect(new Set(forbidden.map(({ url }) => url))).toEqual(
      new Set(addresses(site.pages.others).filter((url) => url.includes('/T1001'))),
    );
    for (const { error, role } of forbidden) {
      expect(role).toBe('enrich');
      expect(error?.message).toContain(
        `${site.origin}/robots.txt forbids to read this page, in line 5`,
      );
    }
    expect(asked().filter((url) => url.includes('/T1001'))).toEqual([]);
  });

  it('forbids a framework, a version and a page of all rows: the others go on', async () => {
    robots(
      'User-agent: Attack-Mappings\nDisallow: /mappings/external/kev/$\nDisallow: /*/m365-12.11.2023/\nDisallow: /*/all-data.html\n',
    );
    const listed = await listing({ ...options, level: 'tables' });
    const failed = listed
      .filter(({ error }) => error)
      .map(({ url }) => url.slice(site.home.length));
    expect(failed).toEqual([
      'external/kev/',
      'external/m365/attack-14.1/domain-enterprise/m365-12.11.2023/',
      'external/nist/attack-16.1/domain-enterprise/nist-rev5/',
      'external/nist/attack-8.2/domain-enterprise/nist-rev4/',
      'external/nist/attack-8.2/domain-enterprise/nist-rev5/',
    ]);
    expect(listed.filter(({ error }) => !error)).toHaveLength(2);
    expect(asked().filter((url) => url.endsWith('/all-data.html'))).toEqual([]);
  });

  it('that forbids the home page ends it', async () => {
    robots('User-agent: *\nDisallow: /mappings/\n');
    await expect(listing(options)).rejects.toThrow(
      'robots.txt forbids to read this page, in line 2',
    );
    expect(asked()).toEqual([`${site.origin}/robots.txt`]);
  });

  it.each([500, 503, 403])('that cannot be had (%i) forbids everything', async (status) => {
    robots('', status);
    await expect(listing(options)).rejects.toMatchObject({
      code: 'fetch',
      subject: `${site.origin}/robots.txt`,
      message: expect.stringMatching(
        /^expected the site's robots\.txt.*without it no page may be read/,
      ),
    });
    expect(new Set(asked())).toEqual(new Set([`${site.origin}/robots.txt`]));
  });

  it.each([404, 410])('that is not there (%i) forbids nothing', async (status) => {
    robots('', status);
    const listed = await listing({ ...options, level: 'tables' });
    expect(listed.filter(({ error }) => error)).toEqual([]);
  });

  it('of nothing but wildcards is refused', async () => {
    robots(`User-agent: *\nDisallow: /${'*a'.repeat(5000)}\n`);
    await expect(listing(options)).rejects.toThrow(
      'expected a robots.txt with at most 1000 wildcards, found 5001',
    );
  });

  it('of more rules than can be followed is refused', async () => {
    const rules = (count: number) => 'Disallow: /x\n'.repeat(count);
    robots(`User-agent: *\n${rules(4000)}User-agent: other\n${rules(10_000)}`);
    expect(await listing({ ...options, level: 'tables' })).not.toEqual([]);
    robots(`User-agent: other\nUser-agent: *\n${rules(2000)}User-agent: *\n${rules(2001)}`);
    await expect(listing(options)).rejects.toMatchObject({
      code: 'fetch',
      message: expect.stringMatching(
        /^expected a robots\.txt with at most 4000 rules for us, found 4001: it cannot be followed/,
      ),
    });
  });
});
