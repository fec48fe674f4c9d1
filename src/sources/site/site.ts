import type { FetchedDocument, ListedDocument, Source } from '../../contracts.ts';
import { AttackMappingsError, asAttackMappingsError } from '../../errors.ts';
import type { SetKey } from '../../generated/mapping-set.ts';
import type { SiteSettings } from '../../generated/pipeline.ts';
import { normaliseKey, setPath } from '../../model/set-key.ts';
import { dataFramework } from '../../model/site-names.ts';
import { shorten } from '../../model/text.ts';
import type { DownloadedSet } from './downloads.ts';
import { findFrameworks, type SiteFramework } from './frameworks.ts';
import { type ClaimSet, setClaims } from './set-claims.ts';
import { setPages } from './set-pages.ts';
import { begun, openSitePages, type SitePages, unknownShape } from './site-pages.ts';
import { readVersionPage } from './version-page.ts';
import { type SiteVersion, versionsOf } from './versions.ts';

/** Many times the largest site that is known. */
const MOST_DOCUMENTS = 1_000_000;

/**
 * The pages of a Mappings Explorer website: for each version of each framework the page that shows
 * all of its rows and, at level `full`, the pages of its groups, capabilities and techniques. What
 * robots.txt forbids, a framework that cannot be read, or a version, is listed with its error, and
 * so is a page of a set that another page is of.
 */
export function site({ home, level = 'tables' }: SiteSettings): Source {
  return {
    async *documents(fetch) {
      const pages = await openSitePages(fetch, new URL(home).href);
      const { frameworks, failure } = await findFrameworks(pages);
      if (failure) yield { url: failure.address, set: {}, error: failure.error };
      const roots = frameworks.map((framework) => {
        const { address } = framework;
        return { framework, root: begun(pages.fetch(address), address) };
      });
      const claim = setClaims(frameworks);
      let listed = 0;
      for (const { framework, root } of roots) {
        for await (const document of ofFramework(framework, root, pages, level, claim)) {
          listed += 1;
          if (listed > MOST_DOCUMENTS) throw tooMany(pages.home);
          yield document;
        }
      }
    },
  };
}

async function* ofFramework(
  framework: SiteFramework,
  root: ReturnType<typeof begun<FetchedDocument>>,
  pages: SitePages,
  level: NonNullable<SiteSettings['level']>,
  claim: ClaimSet,
): AsyncGenerator<ListedDocument> {
  const { address, name } = framework;
  let versions: SiteVersion[];
  try {
    const outcome = await root();
    if ('error' in outcome) throw outcome.error;
    versions = versionsOf(await outcome.value.read(), framework, pages.home);
  } catch (thrown) {
    yield failed(thrown, address, { framework: dataFramework(name) });
    return;
  }
  const opened = versions.map((version) => ({
    version,
    open: begun(openVersion(version, pages, level), version.address),
  }));
  for (const { version, open } of opened) {
    const outcome = await open();
    try {
      if ('error' in outcome) throw outcome.error;
      claim(outcome.value.key, version.address, framework);
    } catch (thrown) {
      yield failed(thrown, version.address, version.key);
      continue;
    }
    yield* ofVersion(version.address, outcome.value, pages);
  }
}

/** A version whose rows are found. */
interface OpenVersion {
  readonly key: SetKey;
  readonly rows: string;
  /** The page of its rows, where its links are wanted: fetched, not held. */
  readonly document?: FetchedDocument;
}

async function openVersion(
  { address, key }: SiteVersion,
  pages: SitePages,
  level: NonNullable<SiteSettings['level']>,
): Promise<OpenVersion> {
  const document = await pages.fetch(address);
  const { rows, set } = readVersionPage(await document.read(), address, pages.home);
  pages.check(rows);
  const open = { key: set ? keyOfDownloads(set, key, address) : key, rows };
  if (level === 'tables') return open;
  return { ...open, document: rows === address ? document : await pages.fetch(rows) };
}

/** Downloads say how data files call the framework. Of another version they mean another page. */
function keyOfDownloads(set: DownloadedSet, key: SetKey, address: string): SetKey {
  const { framework, frameworkVersion, attackVersion, domain } = set;
  const stated = normaliseKey({
    framework,
    framework_version: frameworkVersion,
    attack_version: attackVersion,
    domain,
  });
  if (setPath({ ...stated, framework: key.framework }) === setPath(key)) return stated;
  throw unknownShape(
    address,
    `downloads of ${setPath(key)}, which this page is of`,
    shorten(setPath(stated), 200),
  );
}

async function* ofVersion(
  version: string,
  { key, rows, document }: OpenVersion,
  pages: SitePages,
): AsyncGenerator<ListedDocument> {
  let more: string[] = [];
  try {
    if (document) more = setPages(await document.read(), rows, version, pages.home);
  } catch (thrown) {
    yield failed(thrown, rows, key);
    return;
  }
  yield { url: rows, set: key };
  for (const url of more) {
    try {
      pages.check(url);
      yield { url, set: key, role: 'enrich' };
    } catch (thrown) {
      yield { ...failed(thrown, url, key), role: 'enrich' };
    }
  }
}

/** Throws again what ends the run. */
function failed(thrown: unknown, url: string, set: ListedDocument['set']): ListedDocument {
  const error = asAttackMappingsError(thrown, 'parse', url);
  if (error.fatal) throw error;
  return { url, set, error };
}

function tooMany(home: string): AttackMappingsError {
  return new AttackMappingsError(
    'expectation',
    home,
    `expected at most ${MOST_DOCUMENTS} pages in all versions, found more: check what the site serves`,
  );
}
