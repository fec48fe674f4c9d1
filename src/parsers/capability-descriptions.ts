import type { ParsedRecord, ParserInput } from '../contracts.ts';
import { describeNodes } from '../formats/html-description.ts';
import { HTML_LIMITS } from '../formats/html-limits.ts';
import { htmlTree } from '../formats/html-tree.ts';
import { readJsonNode } from '../formats/json-node.ts';
import { unknownMembers } from '../formats/unknown-members.ts';
import type { Place } from '../generated/run-report.ts';
import { shorten } from '../model/text.ts';

/**
 * Descriptions of capabilities as the website is made from: a list of `{id, description}`, in HTML
 * or plain text. An entry that lacks one of the two is reported.
 */
export function* capabilityDescriptions(input: ParserInput): Generator<ParsedRecord> {
  const document = readJsonNode(input.body, input.url);
  const entries = document.list();
  if (entries.length === 0) document.refuse('a list of descriptions');
  const set = input.set ?? {};
  for (const entry of entries) {
    yield* unknownMembers(entry, ['id', 'description'], input.url);
    const id = entry.optional('id')?.text().trim() ?? '';
    const html = entry.optional('description')?.text() ?? '';
    if (id === '' || html.trim() === '') {
      const lacking = id === '' ? 'an id' : 'a description';
      const message = `an entry without ${lacking} is left out`;
      yield finding('description-incomplete', message, entry.place, input.url);
      continue;
    }
    const others: string[] = [];
    const { children } = htmlTree(html, input.url, HTML_LIMITS);
    const description = describeNodes(children, (href) => others.push(href));
    yield { kind: 'capability', set, id, description, place: entry.place };
    if (others.length > 0) {
      const message = `links to no web address are left out: ${shorten(others.join(', '), 200)}`;
      yield finding('link-left-out', message, entry.place, input.url);
    }
  }
}

function finding(rule: string, message: string, place: Place, source: string): ParsedRecord {
  return { kind: 'diagnostic', diagnostic: { severity: 'info', rule, source, place, message } };
}
