import { type ChildNode, type Document, DomHandler } from 'domhandler';
import { Parser } from 'htmlparser2';
import { FOREIGN_ELEMENTS, type HtmlLimits, tooMuch } from './html-limits.ts';

/** Markup as a tree whose nodes know where they stand. Throws `parse` beyond the limits. */
export function htmlTree(markup: string, subject: string, limits: HtmlLimits): Document {
  const handler = new LimitedHandler(subject, limits);
  new Parser(handler).end(markup);
  return handler.root;
}

/** Builds the tree, and stops as soon as it gets too large. Called for every node: it compares, and no more. */
class LimitedHandler extends DomHandler {
  readonly #subject: string;
  readonly #limits: HtmlLimits;
  #nodes = 0;
  #attributes = 0;
  #foreign = 0;
  #pieces = 0;

  constructor(subject: string, limits: HtmlLimits) {
    super(undefined, { withStartIndices: true, withEndIndices: true });
    this.#subject = subject;
    this.#limits = limits;
  }

  onattribute(): void {
    this.#attributes += 1;
    if (this.#attributes > this.#limits.attributes) this.#refuse('attributes');
  }

  override onopentag(name: string, attributes: Record<string, string>): void {
    this.#attributes = 0;
    if (FOREIGN_ELEMENTS.has(name)) {
      this.#foreign += 1;
      if (this.#foreign > this.#limits.foreign) this.#refuse('foreign');
    }
    super.onopentag(name, attributes);
    if (this.tagStack.length - 1 > this.#limits.depth) this.#refuse('depth');
  }

  override ontext(text: string): void {
    this.#pieces += 1;
    if (this.#pieces > this.#limits.pieces) this.#refuse('pieces');
    super.ontext(text);
  }

  protected override addNode(node: ChildNode): void {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.nodes) this.#refuse('nodes');
    super.addNode(node);
  }

  #refuse(what: keyof HtmlLimits): never {
    throw tooMuch(this.#subject, what, this.#limits[what]);
  }
}
