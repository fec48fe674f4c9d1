import type { ParsedRecord, ParserInput } from '../contracts.ts';
import { htmlToText } from '../formats/html-to-text.ts';
import { readJsonNode } from '../formats/json-node.ts';
import { unknownMembers } from '../formats/unknown-members.ts';

/** Most characters of one description: twenty times the longest that is published. */
const LONGEST = 100_000;

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
    if (html.length > LONGEST) {
      entry.member('description').refuse(`a description of at most ${LONGEST} characters`);
    }
    if (id === '' || html.trim() === '') {
      const message = `an entry ${id === '' ? 'without an id' : 'without a description'} is left out`;
      yield {
        kind: 'diagnostic',
        diagnostic: {
          severity: 'info',
          rule: 'description-incomplete',
          source: input.url,
          place: entry.place,
          message,
        },
      };
    } else {
      yield { kind: 'capability', set, id, description: htmlToText(html), place: entry.place };
    }
  }
}
