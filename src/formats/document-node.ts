import { AttackMappingsError } from '../errors.ts';
import type { Place } from '../generated/run-report.ts';
import { shorten } from '../model/text.ts';

type Scalar = string | number | boolean | null;
/** Lists and members are nodes themselves. */
export type NodeContent = Scalar | readonly DocumentNode[] | ReadonlyMap<string, DocumentNode>;

/**
 * A value of a document that knows where it stands; what is in it, and its place, are worked out when
 * they are asked for. Reading it as what it is not throws a `schema`
 * error that says what was expected, what was found, and where.
 */
export class DocumentNode {
  #content: NodeContent | (() => NodeContent);
  readonly #subject: string;
  readonly #placeOf: () => Place;

  constructor(content: NodeContent | (() => NodeContent), subject: string, placeOf: () => Place) {
    this.#content = content;
    this.#subject = subject;
    this.#placeOf = placeOf;
  }

  get content(): NodeContent {
    if (typeof this.#content === 'function') this.#content = this.#content();
    return this.#content;
  }

  get place(): Place {
    return this.#placeOf();
  }

  /** Text, or a number in digits. */
  text(): string {
    const { content } = this;
    if (typeof content === 'number') return String(content);
    return typeof content === 'string' ? content : this.refuse('text');
  }

  list(): readonly DocumentNode[] {
    const { content } = this;
    return Array.isArray(content) ? content : this.refuse('a list');
  }

  /** Members by name, in document order. */
  members(): ReadonlyMap<string, DocumentNode> {
    const { content } = this;
    return content instanceof Map ? content : this.refuse('an object');
  }

  member(name: string): DocumentNode {
    return this.optional(name) ?? this.refuse(`an object with a member "${name}"`);
  }

  /** Undefined for a member that is absent or null. */
  optional(name: string): DocumentNode | undefined {
    const member = this.members().get(name);
    return member?.content === null ? undefined : member;
  }

  refuse(expected: string): never {
    throw new AttackMappingsError(
      'schema',
      this.#subject,
      `expected ${expected}, found ${describe(this.content)} at ${placeText(this.place)}: mend it there, or read the document with another parser`,
    );
  }
}

/** A value in a few words. */
function describe(content: NodeContent): string {
  if (Array.isArray(content))
    return content.length === 0 ? 'an empty list' : `a list of ${content.length}`;
  if (content instanceof Map) {
    const names = [...content.keys()].slice(0, 20).join(', ');
    return content.size === 0 ? 'an empty object' : `an object with ${shorten(names, 120)}`;
  }
  return shorten(JSON.stringify(content));
}

/** A place as a reader looks for it. */
function placeText({ line, column, row, pointer, selector }: Place): string {
  if (row !== undefined)
    return column === undefined ? `row ${row}` : `row ${row}, column ${column}`;
  if (line !== undefined)
    return column === undefined ? `line ${line}` : `line ${line}, column ${column}`;
  if (pointer === '') return 'the top of the document';
  return pointer ?? selector ?? 'an unknown place';
}
