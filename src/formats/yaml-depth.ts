import type { CST } from 'yaml';

/**
 * The first token of a document that nests deeper than `deepest`; undefined when none does. Walks
 * without recursion: to run out of stack in the library can end the whole process.
 */
export function tooDeep(documents: readonly CST.Token[], deepest: number): CST.Token | undefined {
  const open = documents.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > deepest) return token;
    for (const child of children(token)) open.push({ token: child, depth: depth + 1 });
  }
  return undefined;
}

function* children(token: CST.Token): Generator<CST.Token> {
  if (token.type === 'document' && token.value) yield token.value;
  if (!('items' in token)) return;
  for (const { key, value } of token.items) {
    if (key) yield key;
    if (value) yield value;
  }
}
