import { JsonStreamStringify } from 'json-stream-stringify';

/** Size of a chunk of text, in characters: large enough that a write is rarely the cost. */
const CHUNK = 65_536;

/** Indented JSON for a report of any size or shape. Ends in a line break. */
export async function* prettyJson(value: unknown): AsyncGenerator<string> {
  const stream = new JsonStreamStringify(value, undefined, 2, false, CHUNK);
  stream.setEncoding('utf8');
  for await (const chunk of stream) yield chunk as string;
  yield '\n';
}

/**
 * The bytes of `prettyJson` for a document with long lists: members and elements are stringified
 * one by one, which takes a third of the time. For layers, of which a build
 * writes many, and manifests.
 */
export function* indentedJson(document: Readonly<Record<string, unknown>>): Generator<string> {
  const indented = (value: unknown, by: string) =>
    // A line break in JSON text is never inside a string.
    (JSON.stringify(value, undefined, 2) ?? 'null').replaceAll('\n', `\n${by}`);
  const members = Object.entries(document).filter(([, value]) => value !== undefined);
  if (members.length === 0) return yield '{}\n';
  let pending = '{\n';
  for (const [i, [name, value]] of members.entries()) {
    pending += `${i === 0 ? '' : ',\n'}  ${JSON.stringify(name)}: `;
    if (!Array.isArray(value) || value.length === 0) {
      pending += indented(value, '  ');
      continue;
    }
    for (const [at, element] of value.entries()) {
      pending += `${at === 0 ? '[' : ','}\n    ${indented(element, '    ')}`;
      if (pending.length < CHUNK) continue;
      yield pending;
      pending = '';
    }
    pending += '\n  ]';
  }
  yield `${pending}\n}\n`;
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

/** The lines of a list whose elements are JSON text already, as `lineJson` writes them, in chunks. */
export function* listLines(elements: readonly string[]): Generator<string> {
  let pending = elements.length === 0 ? '[]' : '[\n';
  for (const [i, element] of elements.entries()) {
    pending += i === 0 ? element : `,\n${element}`;
    if (pending.length >= CHUNK) {
      yield pending;
      pending = '';
    }
  }
  yield elements.length === 0 ? pending : `${pending}\n]`;
}

/** The bytes of `lineJson` for a document whose last member is a list that `listLines` wrote. */
export function* listJson(
  head: Readonly<Record<string, unknown>>,
  name: string,
  lines: Iterable<string>,
): Generator<string> {
  const members = Object.entries(head).map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},\n`,
  );
  yield `{\n${members.join('')}${JSON.stringify(name)}:`;
  yield* lines;
  yield '\n}\n';
}
