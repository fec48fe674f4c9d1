import { describeNodes } from '../../formats/html-description.ts';
import { type HtmlElement, type HtmlNode, isElement } from '../../formats/html-text.ts';
import { shorten } from '../../model/text.ts';
import type { DescriptionText, ParsedRecord } from '../../records.ts';
import { finding, type SitePage } from './page.ts';

/**
 * The description below the heading: all that follows it in its column, for paragraphs are nested
 * there as they should not be. `until` ends it. Links to elsewhere than web addresses are reported.
 */
export function* describedBelow(
  page: SitePage,
  selector: string,
  until: (element: HtmlElement) => boolean = () => false,
): Generator<ParsedRecord, DescriptionText | undefined> {
  const nodes: HtmlNode[] = [];
  for (let node = page.heading?.next; node; node = node.next) {
    if (isElement(node) && until(node)) break;
    nodes.push(node);
  }
  const others: string[] = [];
  const description = describeNodes(nodes, (href) => others.push(href));
  for (const href of others.slice(0, MOST_REPORTED)) {
    const message = `a link to ${JSON.stringify(shorten(href))}, which is no web address: its text alone is kept`;
    yield finding(page, 'info', 'link-left-out', { selector }, message);
  }
  return description.text === '' ? undefined : description;
}

/** More of the same say nothing new. */
const MOST_REPORTED = 100;
