import { load } from 'cheerio/slim';
import type { Document, Element } from 'domhandler';
import { AttackMappingsError } from '../errors.ts';
import { shorten } from '../model/text.ts';
import { decodePage } from './html-decode.ts';
import { HTML_LIMITS, type HtmlLimits, tooMuch } from './html-limits.ts';
import { elementsIn } from './html-text.ts';
import { htmlTree } from './html-tree.ts';

/** A page as a tree. */
export interface HtmlPage {
  /** The markup, for what has to be read as it stands. */
  readonly source: string;
  /** Line, from 1, of the first character that could not be decoded. */
  readonly undecodableLine?: number;
  /** Elements that match a CSS selector, tables included and what is in them not: those are walked. */
  readonly select: (selector: string) => readonly Element[];
}

/**
 * Bytes as a page. Throws `parse` on what is too large, deep or wide (see `HtmlLimits`), is no web
 * page, or breaks off: a page ends in `</html>`.
 */
export function readHtml(
  body: Uint8Array,
  subject: string,
  limits: HtmlLimits = HTML_LIMITS,
): HtmlPage {
  if (body.length > limits.bytes) throw tooMuch(subject, 'bytes', limits.bytes);
  const { text: source, undecodableLine } = decodePage(body, subject);
  checkWhole(source, subject);
  return {
    source,
    ...(undecodableLine === undefined ? {} : { undecodableLine }),
    select: selectIn(htmlTree(source, subject, limits)),
  };
}

function selectIn(root: Document): HtmlPage['select'] {
  const outside = load(root)(elementsIn(root, 'table'));
  return (selector) => outside.filter(selector).get();
}

function checkWhole(source: string, subject: string): void {
  const start = source.slice(0, 1000).trimStart();
  const found = !start.startsWith('<')
    ? start === ''
      ? 'an empty document'
      : `"${shorten(start, 60)}"`
    : /<\/html\s*>/i.test(source.slice(-1000))
      ? undefined
      : 'one that breaks off without </html>';
  if (found === undefined) return;
  throw new AttackMappingsError(
    'parse',
    subject,
    `expected a whole web page, found ${found}: fetch it again`,
  );
}
