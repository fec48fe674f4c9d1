import { isUtf8 } from 'node:buffer';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { AttackMappingsError } from '../errors.ts';
import { shorten } from '../model/text.ts';
import { DocumentNode } from './document-node.ts';

/** Most bytes of a document: forty times the longest that is published. */
const LARGEST = 4 * 1024 * 1024;
/** No document that is read here nests deeper than eight. */
const DEEPEST = 64;

/**
 * Bytes as one YAML document whose values know line and column. Aliases, members that stand twice
 * and deep nesting are refused: no mapping project needs them. Throws a `parse` error.
 */
export function readYaml(body: Uint8Array, subject: string): DocumentNode {
  const fail = (message: string, cause?: unknown): never => {
    throw new AttackMappingsError('parse', subject, message, { cause });
  };
  if (body.length > LARGEST) {
    fail(`expected YAML of at most ${LARGEST} bytes, found ${body.length}`);
  }
  if (!isUtf8(body)) fail('expected YAML in UTF-8, found bytes that are no UTF-8');
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  if (text.trim() === '') fail('expected YAML, found an empty document: fetch it again');
  if (text.trimStart().startsWith('<')) {
    fail(
      `expected YAML, found a web page ("${shorten(text.trimStart(), 60)}"): check that the address still serves the file`,
    );
  }
  const lines = new LineCounter();
  try {
    // The library looks for doubled members in quadratic time, and lays errors out in it too.
    const document = parseDocument(text, {
      lineCounter: lines,
      uniqueKeys: false,
      prettyErrors: false,
    });
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      fail(
        `expected YAML, found a mistake at line ${line}, column ${col} (${shorten(error.message, 120)}): mend it there`,
      );
    }
    return nodeOf(document.contents, new YamlPlaces(lines, subject), 1);
  } catch (error) {
    if (error instanceof RangeError)
      fail(`expected YAML of at most ${DEEPEST} levels, found more`, error);
    throw error;
  }
}

/** Where nodes are, in words and in numbers. */
class YamlPlaces {
  readonly subject: string;
  readonly #lines: LineCounter;

  constructor(lines: LineCounter, subject: string) {
    this.#lines = lines;
    this.subject = subject;
  }

  of(node: Node | null): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(node?.range?.[0] ?? 0);
    return { line, column: col };
  }

  refuse(node: Node | null, expected: string, found: string): never {
    const { line, column } = this.of(node);
    throw new AttackMappingsError(
      'parse',
      this.subject,
      `expected ${expected}, found ${found} at line ${line}, column ${column}: mend it there`,
    );
  }
}

function nodeOf(node: Node | null, places: YamlPlaces, depth: number): DocumentNode {
  const placeOf = () => places.of(node);
  if (depth > DEEPEST) places.refuse(node, `YAML of at most ${DEEPEST} levels`, 'more');
  if (node === null) return new DocumentNode(null, places.subject, placeOf);
  if (isSeq(node)) {
    const elements = node.items.map((item) => nodeOf(item as Node | null, places, depth + 1));
    return new DocumentNode(elements, places.subject, placeOf);
  }
  if (isMap(node)) {
    const members = new Map<string, DocumentNode>();
    for (const { key, value } of node.items) {
      const name = isScalar(key)
        ? String(key.value)
        : places.refuse(node, 'members with a name', 'another key');
      if (members.has(name)) {
        places.refuse(key as Node, 'each member once', `"${shorten(name)}" a second time`);
      }
      members.set(name, nodeOf(value as Node | null, places, depth + 1));
    }
    return new DocumentNode(members, places.subject, placeOf);
  }
  if (!isScalar(node)) return places.refuse(node, 'a value', 'an alias');
  const { value } = node;
  const plain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return new DocumentNode(plain || value === null ? value : String(value), places.subject, placeOf);
}
