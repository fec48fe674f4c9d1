import { Composer, isMap, isScalar, isSeq, LineCounter, type Node, Parser } from 'yaml';
import { AttackMappingsError } from '../errors.ts';
import { shorten } from '../model/text.ts';
import { DocumentNode, type NodeContent } from './document-node.ts';
import { wellFormed } from './half-pairs.ts';
import { readText } from './read-text.ts';
import { tooDeep } from './yaml-depth.ts';

/** Most bytes of a document: six times the longest that is published; the tree takes hundreds of times as many. */
const LARGEST = 512 * 1024;
/** No document that is read here nests deeper than eight. */
const DEEPEST = 64;

/**
 * Bytes as one YAML document whose values know line and column. A number that would be printed
 * otherwise than it is written, as 10.10 or 1.0, stays text: most are versions. Aliases, members that
 * stand twice and deep nesting are refused: no mapping project needs them. Throws a `parse` error.
 */
export function readYaml(body: Uint8Array, subject: string): DocumentNode {
  const text = readText(body, subject, { format: 'YAML', largest: LARGEST });
  return nodeOf(compose(text, new YamlPlaces(subject)));
}

/** The library's own tree, of one document without mistakes. */
function compose(text: string, places: YamlPlaces): { node: Node | null; places: YamlPlaces } {
  const tokens = [...new Parser(places.lines.addNewLine).parse(text)];
  const deep = tooDeep(tokens, DEEPEST);
  if (deep) places.refuse(deep.offset, `YAML of at most ${DEEPEST} levels`, 'more');
  // The library looks for doubled members in quadratic time, and lays errors out in it too.
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false });
  const [document, second] = composer.compose(tokens, true, text.length);
  const error = document?.errors[0];
  if (error) places.refuse(error.pos[0], 'YAML', `a mistake (${shorten(error.message, 120)})`);
  if (second) places.refuse(second.range[0], 'one document', 'another');
  return { node: document?.contents ?? null, places };
}

/** Where nodes are, in words and in numbers. */
class YamlPlaces {
  readonly subject: string;
  readonly lines = new LineCounter();

  constructor(subject: string) {
    this.subject = subject;
  }

  of(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }

  refuse(offset: number, expected: string, found: string): never {
    const { line, column } = this.of(offset);
    throw new AttackMappingsError(
      'parse',
      this.subject,
      `expected ${expected}, found ${found} at line ${line}, column ${column}: mend it there`,
    );
  }
}

/** Recurses no deeper than documents may nest. */
function nodeOf({ node, places }: { node: Node | null; places: YamlPlaces }): DocumentNode {
  const at = node?.range?.[0] ?? 0;
  const made = (content: NodeContent) =>
    new DocumentNode(content, places.subject, () => places.of(at));
  const child = (value: unknown) => nodeOf({ node: value as Node | null, places });
  if (node === null) return made(null);
  if (isSeq(node)) return made(node.items.map(child));
  if (isMap(node)) {
    const members = new Map<string, DocumentNode>();
    for (const { key, value } of node.items) {
      if (!isScalar(key)) return places.refuse(at, 'members with a name', 'another key');
      const name = wellFormed(String(key.value));
      if (members.has(name)) {
        const found = `"${shorten(name)}" a second time`;
        places.refuse(key.range?.[0] ?? at, 'each member once', found);
      }
      members.set(name, child(value));
    }
    return made(members);
  }
  if (!isScalar(node)) return places.refuse(at, 'a value', 'an alias');
  const { value, source } = node;
  if (typeof value === 'number' && source !== undefined && String(value) !== source) {
    return made(source);
  }
  if (typeof value === 'string') return made(wellFormed(value));
  const isPlain = value === null || ['number', 'boolean'].includes(typeof value);
  return made(isPlain ? (value as NodeContent) : String(value));
}
