import { isMap, isNode, isScalar, LineCounter, Parser, parseDocument } from 'yaml';
import { AttackMappingsError } from '../errors.ts';
import { parsePointer } from '../model/json-pointer.ts';
import type { Validator } from './json-schema.ts';
import { tooDeep } from './yaml-depth.ts';

/** Most characters: many times what settings take, and little enough to look for doubled members in. */
const LONGEST = 128 * 1024;
const DEEPEST = 64;
/** Most findings that are told. */
const MOST_FINDINGS = 50;

/** A settings file, read and checked. */
export interface YamlSettings {
  readonly value: unknown;
  /** `file:line:column` of the value at a JSON pointer, or of the name of one of its members. */
  readonly at: (pointer: string, member?: string) => string;
}

/**
 * The text of a settings file in YAML against its schema. `whole` is what the document is called.
 * Throws `config` with the findings, each at its line and column, and for a text that is too long or
 * nests too deep.
 */
export function yamlSettings(
  text: string,
  subject: string,
  { validate, whole }: { readonly validate: Validator; readonly whole: string },
): YamlSettings {
  refuseLarge(text, subject);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${subject}:${line}:${col}`;
  };
  const at = (pointer: string, member?: string) =>
    placeOf(offsetOf(document, parsePointer(pointer), member));
  const broken = document.errors.map((error) => `${placeOf(error.pos[0])}: ${error.message}`);
  if (broken.length > 0) throw refused(subject, broken);

  const value = toPlain(document, subject);
  const findings = validate(value).map(({ pointer, member, message }) => {
    const where = pointer === '' ? whole : pointer.slice(1).replaceAll('/', '.');
    return `${at(pointer, member)}: ${where}: ${message}`;
  });
  if (findings.length > 0) throw refused(subject, findings);
  return { value, at };
}

/** Before the library reads it: its time is quadratic in members, and it recurses. */
function refuseLarge(text: string, subject: string): void {
  if (text.length > LONGEST) {
    const message = `expected settings of at most ${LONGEST} characters, found ${text.length}: check that this is the file meant`;
    throw new AttackMappingsError('config', subject, message);
  }
  const lines = new LineCounter();
  const deep = tooDeep([...new Parser(lines.addNewLine).parse(text)], DEEPEST);
  if (deep === undefined) return;
  const { line, col } = lines.linePos(deep.offset);
  const message = `${subject}:${line}:${col}: expected settings of at most ${DEEPEST} levels, found more: check that this is the file meant`;
  throw new AttackMappingsError('config', subject, message);
}

function refused(subject: string, findings: readonly string[]): AttackMappingsError {
  const more = findings.length - MOST_FINDINGS;
  const told = [...findings.slice(0, MOST_FINDINGS), ...(more > 0 ? [`… and ${more} more`] : [])];
  return new AttackMappingsError('config', subject, told.join('\n  '));
}

/** Where a value begins, or the name of a member that should not be there. */
function offsetOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly string[],
  member: string | undefined,
): number {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (member !== undefined && isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === member);
    if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  return isNode(node) && node.range ? node.range[0] : 0;
}

function toPlain(document: ReturnType<typeof parseDocument>, subject: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new AttackMappingsError('config', subject, `${subject}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
