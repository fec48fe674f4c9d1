import { Parser } from 'htmlparser2';
import { AttackMappingsError } from '../errors.ts';
import { decodePage } from './html-decode.ts';
import { FOREIGN_ELEMENTS, HTML_LIMITS, type HtmlLimits, tooMuch } from './html-limits.ts';

/** An element on its way by: no tree is built. */
export interface PassingElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /** True within an element of this id, as `#groups-table`, or class, as `.downloads`. */
  readonly isIn: (mark: string) => boolean;
}

/**
 * Shows every element of these names, in document order, without a tree of the page. Throws
 * `parse` beyond the limits on size, depth, attributes and foreign elements, and for a page that
 * does not end in `</html>`.
 */
export function passElements(
  body: Uint8Array,
  subject: string,
  names: ReadonlySet<string>,
  see: (element: PassingElement) => void,
  limits: HtmlLimits = HTML_LIMITS,
): void {
  if (body.length > limits.bytes) throw tooMuch(subject, 'bytes', limits.bytes);
  const { text } = decodePage(body, subject);
  const around = new MarksAround();
  const isIn = (mark: string) => around.has(mark);
  let attributes = 0;
  let foreign = 0;
  let isWhole = false;
  const parser = new Parser({
    onattribute() {
      attributes += 1;
      if (attributes > limits.attributes) throw tooMuch(subject, 'attributes', limits.attributes);
    },
    onopentag(name, found) {
      attributes = 0;
      const marks = Math.max(found.id?.length ?? 0, found.class?.length ?? 0);
      if (marks > limits.marks) throw tooMuch(subject, 'marks', limits.marks);
      if (names.has(name)) see({ name, attributes: found, isIn });
      if (FOREIGN_ELEMENTS.has(name)) foreign += 1;
      if (foreign > limits.foreign) throw tooMuch(subject, 'foreign', limits.foreign);
      around.open(found);
      if (around.depth > limits.depth) throw tooMuch(subject, 'depth', limits.depth);
    },
    onclosetag(name, isImplied) {
      around.close();
      if (name === 'html' && !isImplied) isWhole = true;
    },
  });
  parser.end(text);
  if (isWhole) return;
  throw new AttackMappingsError(
    'parse',
    subject,
    'expected a whole web page, found no </html> that ends one: fetch it again, or check what the address serves',
  );
}

/** The ids and classes of the elements that are open, counted as they come and go. */
class MarksAround {
  readonly #opened: (readonly string[])[] = [];
  readonly #counts = new Map<string, number>();

  get depth(): number {
    return this.#opened.length;
  }

  has(mark: string): boolean {
    return this.#counts.has(mark);
  }

  open({ id, class: names }: Readonly<Record<string, string>>): void {
    const classes = names?.split(/\s+/).map((name) => `.${name}`) ?? [];
    const marks = id === undefined ? classes : [`#${id}`, ...classes];
    this.#opened.push(marks);
    for (const mark of marks) this.#counts.set(mark, (this.#counts.get(mark) ?? 0) + 1);
  }

  close(): void {
    for (const mark of this.#opened.pop() ?? []) {
      const left = (this.#counts.get(mark) ?? 0) - 1;
      if (left > 0) this.#counts.set(mark, left);
      else this.#counts.delete(mark);
    }
  }
}
