import type { ParserInput } from '../contracts.ts';
import type { DocumentNode } from '../formats/document-node.ts';
import { describeNodes } from '../formats/html-description.ts';
import { HTML_LIMITS } from '../formats/html-limits.ts';
import { htmlTree } from '../formats/html-tree.ts';
import { readJsonNode } from '../formats/json-node.ts';
import { carriedMembers, otherMembers } from '../formats/other-members.ts';
import type { Place } from '../generated/run-report.ts';
import { shorten } from '../model/text.ts';
import type { ParsedRecord } from '../records.ts';

const MEMBERS = ['id', 'description'];

/**
 * Descriptions of capabilities as the website is made from: a list of `{id, description}`, in HTML
 * or plain text. What else an entry says is carried along; an entry that lacks one of the two is
 * reported, without an id with the beginning of what it says.
 */
export function* capabilityDescriptions(input: ParserInput): Generator<ParsedRecord> {
  const document = readJsonNode(input.body, input.url);
  const entries = document.list();
  if (entries.length === 0) document.refuse('a list of descriptions');
  const set = input.set ?? {};
  for (const entry of entries) {
    const id = entry.optional('id')?.text().trim() ?? '';
    if (id === '') {
      yield withoutId(entry, input.url);
      continue;
    }
    yield* carriedMembers(entry, MEMBERS, input.url);
    const additional = otherMembers(entry, MEMBERS);
    const more = additional ? { additional } : {};
    const html = entry.optional('description')?.text() ?? '';
    if (html.trim() === '') {
      const message = `${JSON.stringify(shorten(id))} has no description`;
      yield finding('description-incomplete', message, entry.place, input.url);
      if (additional) yield { kind: 'capability', set, id, ...more, place: entry.place };
      continue;
    }
    const others: string[] = [];
    const { children } = htmlTree(html, input.url, HTML_LIMITS);
    const description = describeNodes(children, (href) => others.push(href));
    yield { kind: 'capability', set, id, description, ...more, place: entry.place };
    if (others.length > 0) {
      const message = `links to no web address are left out: ${shorten(others.join(', '), 200)}`;
      yield finding('link-left-out', message, entry.place, input.url);
    }
  }
}

/** Nothing says what it is about, so that it can be carried to no capability. */
function withoutId(entry: DocumentNode, source: string): ParsedRecord {
  const said = JSON.stringify(otherMembers(entry, ['id']) ?? {});
  const message = `an entry without an id is left out: ${shorten(said, 500)}`;
  return finding('description-incomplete', message, entry.place, source);
}

function finding(rule: string, message: string, place: Place, source: string): ParsedRecord {
  return { kind: 'diagnostic', diagnostic: { severity: 'info', rule, source, place, message } };
}
