import { JsonStreamStringify } from 'json-stream-stringify';

/** Size of a chunk of text, in characters: large enough that a write is rarely the cost. */
const CHUNK = 65_536;

/** Indented JSON for documents that people read: layers, manifests, reports. Ends in a line break. */
export async function* prettyJson(value: unknown): AsyncGenerator<string> {
  const stream = new JsonStreamStringify(value, undefined, 2, false, CHUNK);
  stream.setEncoding('utf8');
  for await (const chunk of stream) yield chunk as string;
  yield '\n';
}

/**
 * JSON for large documents: compact, one line per member of the document and per element of its
 * arrays, so that a change is a changed line. Elements are stringified one by one: memory holds a
 * chunk, not the document. `undefined` members are left out, as JSON.stringify does.
 */
export function* lineJson(document: Readonly<Record<string, unknown>>): Generator<string> {
  let pending = '{';
  let first = true;
  for (const [name, value] of Object.entries(document)) {
    if (value === undefined) continue;
    pending += `${first ? '\n' : ',\n'}${JSON.stringify(name)}:`;
    first = false;
    if (!Array.isArray(value) || value.length === 0) {
      pending += JSON.stringify(value);
      continue;
    }
    for (let i = 0; i < value.length; i += 1) {
      pending += `${i === 0 ? '[\n' : ',\n'}${JSON.stringify(value[i]) ?? 'null'}`;
      if (pending.length >= CHUNK) {
        yield pending;
        pending = '';
      }
    }
    pending += '\n]';
  }
  yield `${pending}\n}\n`;
}
