import type { ParserInput } from '../../contracts.ts';
import { AttackMappingsError } from '../../errors.ts';
import { type HtmlPage, readHtml } from '../../formats/html.ts';
import { detached, type HtmlElement, textIn } from '../../formats/html-text.ts';
import type { SetKey } from '../../generated/mapping-set.ts';
import type { Diagnostic, Place } from '../../generated/run-report.ts';
import { shorten } from '../../model/text.ts';

/** A page of the site on its way to records. */
export interface SitePage {
  readonly url: string;
  /** What is known of its set before it is read. */
  readonly known: Partial<SetKey> | undefined;
  readonly html: HtmlPage;
  /** What its heading says, white space single. */
  readonly title: string;
  /** The highlighted part of the heading, edges trimmed. */
  readonly highlight: string;
  /** False where white space at its edges was trimmed. */
  readonly isExact: boolean;
  readonly heading: HtmlElement | undefined;
  /** False where it shows the first mappings only, and links to all data. */
  readonly isWhole: boolean;
}

export function readSitePage({ url, body, set }: ParserInput): SitePage {
  const html = readHtml(body, url);
  const [heading] = html.select('#header-container h1');
  const [element] = html.select('#header-container h1 .highlight');
  const written = element ? detached(textIn(element)) : '';
  const highlight = written.trim();
  return {
    url,
    known: set,
    html,
    heading,
    title: heading ? detached(oneLine(textIn(heading))) : '',
    highlight,
    isExact: written === highlight,
    isWhole: html.select('a.load-all').length === 0,
  };
}

/** A finding on a page. */
export function finding(
  { url }: SitePage,
  severity: Diagnostic['severity'],
  rule: string,
  place: Place,
  message: string,
): { kind: 'diagnostic'; diagnostic: Diagnostic } {
  return { kind: 'diagnostic', diagnostic: { severity, rule, source: url, place, message } };
}

/** The error for a page that is not in the shape that is read. */
export function unknownShape(
  { url }: SitePage,
  expected: string,
  found: string,
): AttackMappingsError {
  return new AttackMappingsError(
    'parse',
    url,
    `expected ${expected}, found ${found}: the site's pages have changed, or this is another page`,
  );
}

/** Texts for a message, a few of them. */
export function listed(texts: readonly string[]): string {
  if (texts.length === 0) return 'none';
  const some = texts.slice(0, 12).map((text) => JSON.stringify(shorten(text, 40)));
  return `${some.join(', ')}${texts.length > some.length ? ', …' : ''}`;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
