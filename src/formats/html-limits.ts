import { AttackMappingsError } from '../errors.ts';

/** What a page may be at most: several times the largest that is known, and small enough to be read. */
export interface HtmlLimits {
  readonly bytes: number;
  /** Elements, texts and comments. */
  readonly nodes: number;
  /** Elements within one another. */
  readonly depth: number;
  /** Attributes of one element. */
  readonly attributes: number;
  /** Characters of an element's id, and of its classes. */
  readonly marks: number;
  /** Elements after which XML's rules hold, as svg: the tree parser is slow with many of them. */
  readonly foreign: number;
  /** Pieces of text, as the tree parser finds them: a stray `<` is one. */
  readonly pieces: number;
}

export const HTML_LIMITS: HtmlLimits = {
  bytes: 32_000_000,
  nodes: 1_000_000,
  depth: 256,
  attributes: 256,
  marks: 65_536,
  foreign: 10_000,
  pieces: 4_000_000,
};

/** Elements at which htmlparser2 keeps, for good, which rules hold: those that `foreign` counts. */
export const FOREIGN_ELEMENTS: ReadonlySet<string> = new Set(
  'annotation-xml desc foreignobject math mi mn mo ms mtext svg title'.split(' '),
);

const UNITS: Readonly<Record<keyof HtmlLimits, string>> = {
  bytes: 'bytes',
  nodes: 'nodes',
  depth: 'elements within one another',
  attributes: 'attributes of one element',
  marks: 'characters of the id or classes of one element',
  foreign: 'elements of SVG and MathML',
  pieces: 'pieces of text',
};

export function tooMuch(
  subject: string,
  what: keyof HtmlLimits,
  limit: number,
): AttackMappingsError {
  return new AttackMappingsError(
    'parse',
    subject,
    `expected a page of at most ${limit} ${UNITS[what]}, found more: it is not read, check what the address serves`,
  );
}
