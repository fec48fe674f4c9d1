import { Parser } from 'htmlparser2';
import type { DescriptionText } from '../contracts.ts';

/** Elements that stand on lines of their own; those of the second kind have an empty line around. */
const LINES = new Set(['br', 'div', 'dd', 'dt', 'li', 'tr']);
const PARAGRAPHS = new Set([
  ...['blockquote', 'dl', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['ol', 'p', 'pre', 'section', 'table', 'ul'],
]);
/** What no reader sees. */
const HIDDEN = new Set(['script', 'style', 'template', 'title']);

/**
 * A description in HTML as text with its links: paragraphs apart by an empty line, list items and
 * table rows on lines of their own, list items with a dash. What has no tags is text already;
 * what is no http(s) address is no link.
 */
export function htmlToText(html: string): DescriptionText {
  if (!/<\/?[a-z]/i.test(html)) return { text: html };
  const lines = new Lines();
  const links: { url: string; text: string }[] = [];
  let link: { url: string; from: number } | undefined;
  let hidden = 0;
  const endLink = () => {
    if (link && /^https?:\/\//i.test(link.url))
      links.push({ url: link.url, text: lines.from(link.from) });
    link = undefined;
  };
  const parser = new Parser({
    onopentag: (name, { href }) => {
      edge(name, lines);
      if (HIDDEN.has(name)) hidden += 1;
      else if (name === 'li') lines.item();
      else if (name === 'td' || name === 'th') lines.add(' ');
      else if (name === 'q') lines.add('"');
      else if (name === 'a') {
        // A link in a link ends the outer one, as in browsers.
        endLink();
        link = { url: (href ?? '').trim(), from: lines.length };
      }
    },
    ontext: (text) => {
      if (hidden === 0) lines.add(text);
    },
    onclosetag: (name) => {
      edge(name, lines);
      if (HIDDEN.has(name)) hidden -= 1;
      else if (name === 'q') lines.add('"');
      else if (name === 'a') endLink();
    },
  });
  parser.end(html);
  const text = lines.text();
  return links.length > 0 ? { text, links } : { text };
}

/** Where an element starts or ends, lines do. */
function edge(name: string, lines: Lines): void {
  if (PARAGRAPHS.has(name)) lines.breakTo(2);
  else if (LINES.has(name)) lines.breakTo(1);
}

/** Text on its way: runs of white space are one space, breaks are as large as the largest asked for. */
class Lines {
  readonly #parts: string[] = [];
  #breaks = 0;
  #space = false;
  #mark = '';

  get length(): number {
    return this.#parts.length;
  }

  breakTo(count: number): void {
    this.#breaks = Math.max(this.#breaks, count);
  }

  /** The text that comes next is an item of a list. */
  item(): void {
    this.#mark = '- ';
  }

  add(text: string): void {
    const words = text.replace(/\s+/g, ' ');
    const inner = words.trim();
    if (inner === '') {
      this.#space ||= words !== '';
      return;
    }
    if (this.#breaks > 0 && this.#parts.length > 0) this.#parts.push('\n'.repeat(this.#breaks));
    else if (this.#space || words.startsWith(' ')) this.#parts.push(' ');
    this.#parts.push(this.#mark + inner);
    this.#mark = '';
    this.#breaks = 0;
    this.#space = words.endsWith(' ');
  }

  from(start: number): string {
    return this.#parts.slice(start).join('').trim();
  }

  text(): string {
    return this.#parts.join('').trim();
  }
}
