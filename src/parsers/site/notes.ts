import {
  childElements,
  detached,
  elementsIn,
  type HtmlElement,
  type HtmlNode,
  hasClass,
  hasOwnEnd,
  isElement,
  lineAt,
  markupIn,
  rawHref,
  textIn,
} from '../../formats/html-text.ts';
import { shorten } from '../../model/text.ts';
import { oneLine, type SitePage, unknownShape } from './page.ts';

/** What a cell of notes says. */
export interface Notes {
  comments?: string;
  references?: string[];
  /** Text under other titles, or under none. */
  others?: string;
}

/**
 * A cell of notes: pairs of `.title` and `.body`. Comments are emitted unescaped, so what looks like
 * an element in them is text. Throws `parse` when such text has ended its note, or swallowed what
 * follows it.
 */
export function readNotes(page: SitePage, cell: HtmlElement): Notes {
  const box = boxIn(page, cell);
  const notes: Notes = {};
  if (box === undefined) return withOther(notes, '', textIn(cell));
  let title = '';
  for (const child of box.children) {
    if (isElement(child) && hasClass(child, 'title')) title = shorten(oneLine(textIn(child)));
    else if (isElement(child) && hasClass(child, 'body')) addBody(page, notes, title, child);
    else if (isRestOfComment(notes, title, child)) throw swallowed(page, box);
    else withOther(notes, title, textIn(child));
  }
  return notes;
}

/** `td > .info-box-open > .info-box-content` */
function boxIn(page: SitePage, cell: HtmlElement): HtmlElement | undefined {
  const { source } = page.html;
  for (const child of childElements(cell)) {
    for (const element of childElements(child)) {
      if (!hasClass(element, 'info-box-content')) continue;
      if (hasOwnEnd(child, source) && hasOwnEnd(element, source)) return element;
      throw swallowed(page, child);
    }
  }
  return undefined;
}

/** What stands behind the body of a comment, before the next title: an end tag in it has cut it. */
function isRestOfComment({ comments }: Notes, title: string, node: HtmlNode): boolean {
  if (comments === undefined || title.toLowerCase() !== 'comments') return false;
  return isElement(node) || textIn(node).trim() !== '';
}

function addBody(page: SitePage, notes: Notes, title: string, body: HtmlElement): void {
  const name = title.toLowerCase();
  if (name === 'references') {
    notes.references ??= [];
    for (const reference of referencesIn(page, body)) notes.references.push(reference);
  } else if (name === 'comments' && notes.comments === undefined) {
    notes.comments = detached(verbatim(page, body).trim());
  } else {
    withOther(notes, title, verbatim(page, body));
  }
}

/** Text without a place of its own stays with its title. */
function withOther(notes: Notes, title: string, text: string): Notes {
  const words = detached(text.trim());
  if (words === '') return notes;
  const entry = title === '' ? words : `${title}: ${words}`;
  notes.others = notes.others === undefined ? entry : `${notes.others}\n${entry}`;
  return notes;
}

/** Each outermost link as it stands; where its text is another than its target, both. */
function referencesIn(page: SitePage, body: HtmlElement): string[] {
  verbatim(page, body);
  const links = elementsIn(body, 'a').filter(({ name }) => name === 'a');
  if (links.length === 0) {
    const text = textIn(body).trim();
    return text === '' ? [] : [detached(text)];
  }
  return links.flatMap((link) => {
    const { source } = page.html;
    const href = rawHref(link, source)?.trim() ?? '';
    const text = markupIn(link, source)?.trim() ?? textIn(link).trim();
    const reference = text === href || text === '' ? href : `${text} ${href}`.trim();
    return reference === '' ? [] : [detached(reference)];
  });
}

/** What only the site writes around a note. */
const AROUND_NOTE = /<div class="(?:title|body)"/;

/** The markup of a text that was written unescaped. Throws `parse` when it reaches beyond its note. */
export function verbatim(page: SitePage, element: HtmlElement): string {
  const markup = markupIn(element, page.html.source);
  if (markup === undefined || AROUND_NOTE.test(markup)) throw swallowed(page, element);
  return markup;
}

function swallowed(page: SitePage, element: HtmlElement) {
  const { source } = page.html;
  const { startIndex } = element;
  const start = shorten(source.slice(startIndex ?? 0, (startIndex ?? 0) + 200), 60);
  return unknownShape(
    page,
    'a note that ends within its cell',
    `${start} at line ${lineAt(source, startIndex ?? 0)}, whose markup reaches beyond it`,
  );
}
