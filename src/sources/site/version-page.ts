import { passElements } from '../../formats/html-links.ts';
import { shorten } from '../../model/text.ts';
import { pageAddress } from './addresses.ts';
import { downloadedSet } from './downloads.ts';
import { unknownShape } from './site-pages.ts';

/** What the page of a version says of where its rows are. */
export interface VersionPage {
  /** The framework as data files call it, from the download links. */
  readonly framework?: string;
  /** The page that shows every row: itself, or its all-data page. */
  readonly rows: string;
}

const NAMES = new Set(['a']);

/** Throws an `expectation` error when the page is cut short and its link to all rows leads elsewhere. */
export function readVersionPage(body: Uint8Array, page: string, home: string): VersionPage {
  let framework: string | undefined;
  let loadAll: string | undefined;
  passElements(body, page, NAMES, ({ attributes, isIn }) => {
    const { href, download } = attributes;
    if (download !== undefined && isIn('.downloads'))
      framework ??= downloadedSet(href, page, home)?.framework;
    if (href !== undefined && attributes.class?.split(/\s+/).includes('load-all')) loadAll ??= href;
  });
  const found = framework === undefined ? {} : { framework };
  if (loadAll === undefined) return { ...found, rows: page };
  const rows = `${page}all-data.html`;
  if (pageAddress(loadAll, page, home) === rows) return { ...found, rows };
  throw unknownShape(
    page,
    'a.load-all to lead to all-data.html beside the page',
    JSON.stringify(shorten(loadAll.trim())),
  );
}
