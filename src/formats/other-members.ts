import { shorten } from '../model/text.ts';
import type { ParsedRecord, SourceRow } from '../records.ts';
import type { DocumentNode, NodeContent } from './document-node.ts';

/** Members that have no other place, as plain data under their own names; undefined when there are none. */
export function otherMembers(node: DocumentNode, placed: readonly string[]): SourceRow | undefined {
  const others = [...node.members()].filter(
    ([name, { content }]) => !placed.includes(name) && content !== null,
  );
  if (others.length === 0) return undefined;
  return Object.fromEntries(others.map(([name, value]) => [name, plainData(value)]));
}

/** Reports those of them that a parser does not know. */
export function* carriedMembers(
  node: DocumentNode,
  known: readonly string[],
  source: string,
): Generator<ParsedRecord> {
  for (const [name, { place }] of node.members()) {
    if (known.includes(name)) continue;
    const message = `the member ${JSON.stringify(shorten(name))} is not known; it is carried along`;
    yield {
      kind: 'diagnostic',
      diagnostic: { severity: 'info', rule: 'unknown-member', source, place, message },
    };
  }
}

/** What a node holds, as plain data. */
export function plainData({ content }: DocumentNode): unknown {
  if (isList(content)) return content.map(plainData);
  if (!(content instanceof Map)) return content;
  // Made of entries, so that a member `__proto__` is a member.
  return Object.fromEntries([...content].map(([name, value]) => [name, plainData(value)]));
}

function isList(content: NodeContent): content is readonly DocumentNode[] {
  return Array.isArray(content);
}
