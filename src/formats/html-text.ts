import { type ChildNode, type Element, isTag, isText, type ParentNode } from 'domhandler';

export type HtmlElement = Element;
export type HtmlNode = ChildNode;

/** True for an element, of whatever kind. */
export function isElement(node: HtmlNode): node is HtmlElement {
  return isTag(node);
}

/** Element children of a node. */
export function childElements({ children }: ParentNode): Element[] {
  return children.filter(isTag);
}

/** Elements in document order; elements of the name `closed` are listed and not looked into. */
export function elementsIn(root: ParentNode, closed?: string): Element[] {
  const found: Element[] = [];
  const walk = ({ children }: ParentNode): void => {
    for (const child of children) {
      if (!isTag(child)) continue;
      found.push(child);
      if (child.name !== closed) walk(child);
    }
  };
  walk(root);
  return found;
}

export function hasClass({ attribs }: Element, name: string): boolean {
  const { class: names } = attribs;
  return names === name || (names?.split(/\s+/).includes(name) ?? false);
}

/** The text in a node, entities decoded; comments are no text. */
export function textIn(node: HtmlNode): string {
  if (isText(node)) return node.data;
  if (!isTag(node)) return '';
  const { children } = node;
  const [only] = children;
  if (children.length === 1 && only) return textIn(only);
  let text = '';
  for (const child of children) text += textIn(child);
  return text;
}

/** True when an element ends in its own end tag: false where that of another one ended it, or none. */
export function hasOwnEnd({ endIndex, name }: Element, source: string): boolean {
  const end = source.lastIndexOf('<', endIndex ?? 0);
  const tag = source.slice(end + 1, endIndex ?? 0);
  return tag === `/${name}` || tag.toLowerCase() === `/${name}`;
}

/**
 * What stands between the tags of an element, as it stands in the markup: text that was written
 * unescaped comes back verbatim. Undefined when its end tag is missing.
 */
export function markupIn(element: Element, source: string): string | undefined {
  if (!hasOwnEnd(element, source)) return undefined;
  const { children, startIndex, endIndex } = element;
  const end = source.lastIndexOf('<', endIndex ?? 0);
  const first = children[0]?.startIndex ?? end;
  // End tags of nothing are no nodes: they can stand between the tag and the first child.
  const isFirst = !source.slice(startIndex ?? 0, first).includes('</');
  const start = isFirst ? first : afterTag(source, startIndex ?? 0, first);
  return source.slice(start, end);
}

/** Where the start tag at a position ends, at the latest there. */
function afterTag(source: string, start: number, latest: number): number {
  let quote = '';
  let last = '';
  for (let at = start; at < latest; at += 1) {
    const char = source.charAt(at);
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '>') return at + 1;
    else if (last === '=' && (char === '"' || char === "'")) quote = char;
    if (char.trim() !== '') last = char;
  }
  return latest;
}

/**
 * A copy of its own. Text cut out of a page is, to the engine, a window on the whole of it, and
 * keeps it in memory as long as the record that holds the text.
 */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}

/** The target of a link as it stands in the markup, so that no `&` in it is taken for an entity. */
export function rawHref(link: Element, source: string): string | undefined {
  const { href } = link.attribs;
  if (!href?.includes('&')) return href;
  const { startIndex, children, endIndex } = link;
  const tag = source.slice(startIndex ?? 0, children[0]?.startIndex ?? endIndex ?? 0);
  return /\shref\s*=\s*"([^"]*)"/i.exec(tag)?.[1] ?? href;
}

/** Line of a position in the markup, from 1. */
export function lineAt(source: string, position: number): number {
  let line = 1;
  for (let at = source.indexOf('\n'); at !== -1 && at < position; at = source.indexOf('\n', at + 1))
    line += 1;
  return line;
}
