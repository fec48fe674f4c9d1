import { AttackMappingsError } from '../errors.ts';
import { jsonPointer } from '../model/json-pointer.ts';
import { DocumentNode } from './document-node.ts';
import { readJson } from './read-json.ts';

/** Most bytes of a document: eight times the longest that is published. */
const LARGEST = 2 * 1024 * 1024;
/** No document that is read here nests deeper than eight. */
const DEEPEST = 64;

/** Bytes as JSON whose values know their JSON pointers. Throws a `parse` error as `readJson` does. */
export function readJsonNode(body: Uint8Array, subject: string): DocumentNode {
  if (body.length > LARGEST) {
    const message = `expected JSON of at most ${LARGEST} bytes, found ${body.length}`;
    throw new AttackMappingsError('parse', subject, message);
  }
  return nodeOf(readJson(body, subject), subject, undefined);
}

/** The way to a value, from its end. */
interface Way {
  readonly name: string;
  readonly depth: number;
  readonly parent: Way | undefined;
}

function nodeOf(value: unknown, subject: string, way: Way | undefined): DocumentNode {
  const placeOf = () => ({ pointer: pointerOf(way) });
  const depth = (way?.depth ?? 0) + 1;
  if (depth > DEEPEST) {
    throw new AttackMappingsError(
      'parse',
      subject,
      `expected a document of at most ${DEEPEST} levels, found more at ${pointerOf(way).slice(0, 100)}`,
    );
  }
  if (value === null || typeof value !== 'object') {
    return new DocumentNode(value as string | number | boolean | null, subject, placeOf);
  }
  return new DocumentNode(() => childrenOf(value, subject, depth, way), subject, placeOf);
}

function childrenOf(value: object, subject: string, depth: number, parent: Way | undefined) {
  const child = (name: string | number, member: unknown) =>
    nodeOf(member, subject, { name: String(name), depth, parent });
  if (Array.isArray(value)) return value.map((element, i) => child(i, element));
  const members = Object.entries(value).map(([name, member]): [string, DocumentNode] => [
    name,
    child(name, member),
  ]);
  return new Map(members);
}

function pointerOf(way: Way | undefined): string {
  let pointer = '';
  for (let step = way; step !== undefined; step = step.parent) {
    pointer = jsonPointer(step.name) + pointer;
  }
  return pointer;
}
