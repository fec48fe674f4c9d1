import { shorten } from '../model/text.ts';

/** Longest value, or stretch of a text, in characters. */
const LONGEST = 400;

/** Parts what GitHub looks for in the text that a page shows. */
const PARTED = '&#8203;';

/**
 * What means something in Markdown, in HTML, in a table or to GitHub: markup, mentions, numbers of
 * issues, and addresses.
 */
const SPECIAL =
  /[\\`*[\]<>|~$@]|(?<![a-z0-9])_|_(?![a-z0-9])|&(?=#?\w+;)|#(?=\d)|(?<![a-z0-9])gh(?=-\d)|:(?=\/\/)|(?<![a-z0-9])www(?=\.)/giu;

/**
 * Text of the data as Markdown that shows it and does nothing else: one line, no markup, no HTML, no
 * cell that ends early, nobody who is mentioned, no issue or address that is linked to. Character
 * references are never markup (CommonMark 0.31, 2.5). Mentions and links are looked for in what they
 * stand for, so that a zero-width space parts these.
 */
export function escapeMarkdown(text: string, longest: number = LONGEST): string {
  const lines = text.split('\n').map((line) => line.trim());
  const line = lines.filter((part) => part !== '').join(' ↵ ');
  return shorten(line, longest).replace(SPECIAL, (found) => {
    if (/^\w+$/.test(found) && found !== '_') return `${found}${PARTED}`;
    const code = found.codePointAt(0) ?? 0;
    return `&#${code};${/[@#:]/.test(found) ? PARTED : ''}`;
  });
}

/** The same as code, which stands out and never begins a list or a heading. */
export function codeMarkdown(text: string, longest: number = LONGEST): string {
  return `<code>${escapeMarkdown(text, longest)}</code>`;
}
