import { passElements } from '../../formats/html-links.ts';
import { shorten } from '../../model/text.ts';
import { pageAddress } from './addresses.ts';
import { type DownloadedSet, downloadedSet } from './downloads.ts';
import { unknownShape } from './site-pages.ts';

/** What the page of a version says of where its rows are. */
export interface VersionPage {
  /** The set of its download links, in the spelling of data files. */
  readonly set?: DownloadedSet;
  /** The page that shows every row: itself, or its all-data page. */
  readonly rows: string;
}

const NAMES = new Set(['a']);

/** Throws an `expectation` error when the page is cut short and its link to all rows leads elsewhere. */
export function readVersionPage(body: Uint8Array, page: string, home: string): VersionPage {
  let set: DownloadedSet | undefined;
  let loadAll: string | undefined;
  passElements(body, page, NAMES, ({ attributes, isIn }) => {
    const { href, download } = attributes;
    if (download !== undefined && isIn('.downloads')) set ??= downloadedSet(href, page, home);
    if (href !== undefined && attributes.class?.split(/\s+/).includes('load-all')) loadAll ??= href;
  });
  const found = set === undefined ? {} : { set };
  if (loadAll === undefined) return { ...found, rows: page };
  const rows = `${page}all-data.html`;
  if (pageAddress(loadAll, page, home) === rows) return { ...found, rows };
  throw unknownShape(
    page,
    'a.load-all to lead to all-data.html beside the page',
    JSON.stringify(shorten(loadAll.trim())),
  );
}
