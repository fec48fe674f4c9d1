import { isTag, isText } from 'domhandler';
import type { DescriptionText } from '../records.ts';
import { detached, type HtmlElement, type HtmlNode, textIn } from './html-text.ts';

const BLOCKS: ReadonlySet<string> = new Set(
  'address article blockquote dd div dl dt h1 h2 h3 h4 h5 h6 hr ol p pre section table tr ul'.split(
    ' ',
  ),
);
const LINES: ReadonlySet<string> = new Set(['br', 'li']);
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'template', 'title']);

/**
 * Nodes as text: a paragraph for each block, apart by an empty line, however blocks are nested.
 * Links to other sites come beside it; `others` gets the targets that are no http(s) address.
 */
export function describeNodes(
  nodes: readonly HtmlNode[],
  others: (href: string) => void = () => {},
): DescriptionText {
  const paragraphs: string[] = [];
  const links: { url: string; text: string }[] = [];
  let lines: string[] = [];
  let line = '';
  const endLine = () => {
    lines.push(line.trim());
    line = '';
  };
  const end = () => {
    endLine();
    const text = lines.join('\n').trim();
    if (text !== '') paragraphs.push(text);
    lines = [];
  };
  const addLink = (link: HtmlElement) => {
    const url = link.attribs.href?.trim() ?? '';
    if (isWebAddress(url)) links.push({ url: detached(url), text: detached(textIn(link).trim()) });
    else others(url);
  };
  // A link within a link is text of the outer one.
  let isInLink = false;
  const walk = (node: HtmlNode): void => {
    if (isText(node)) line += node.data;
    if (!isTag(node) || UNSEEN.has(node.name)) return;
    const isBlock = BLOCKS.has(node.name);
    if (isBlock) end();
    else if (LINES.has(node.name)) endLine();
    const isLink = node.name === 'a' && node.attribs.href !== undefined && !isInLink;
    if (isLink) {
      addLink(node);
      isInLink = true;
    }
    // What is a quotation a browser shows with its marks.
    if (node.name === 'q') line += '“';
    for (const child of node.children) walk(child);
    if (node.name === 'q') line += '”';
    if (isLink) isInLink = false;
    if (isBlock) end();
  };
  for (const node of nodes) walk(node);
  end();
  return { text: detached(paragraphs.join('\n\n')), ...(links.length > 0 ? { links } : {}) };
}

/** True for an absolute http or https address. */
function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}
