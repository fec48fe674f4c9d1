import { parsePointer } from '../model/json-pointer.ts';
import { nearest } from '../model/nearest.ts';
import { counted, shorten } from '../model/text.ts';

export interface SchemaFinding {
  /** JSON pointer of the value. */
  readonly pointer: string;
  /** The member that should not be there, when that is what is wrong. */
  readonly member?: string;
  /** What was expected and what was found. */
  readonly message: string;
}

/** A value against a schema: every finding, in document order; empty when valid. */
export type Validator = (value: unknown) => SchemaFinding[];

/** What ajv makes of a schema: a function that leaves its errors on itself. */
interface CompiledSchema {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** The part of ajv's ErrorObject that messages are made of. */
interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** More findings than this say nothing new. */
const MOST = 1000;
/** The pattern of ids in our schemas. */
const NO_CONTROL = '^[^\\u0000-\\u001f\\u007f]*$';

/** A validator with messages to act on, from the code that "npm run types" makes of a schema. */
export function validator(compiled: CompiledSchema): Validator {
  return (value) => {
    if (compiled(value)) return [];
    // Which alternative fails, and how, says more than that all of them do.
    const errors = (compiled.errors ?? []).filter(
      ({ keyword }) => keyword !== 'anyOf' && keyword !== 'if',
    );
    return errors.slice(0, MOST).map((error) => finding(error, value));
  };
}

function finding(error: SchemaError, root: unknown): SchemaFinding {
  const { instancePath, keyword, params } = error;
  const found = at(root, instancePath);
  const hint = keyword === 'enum' ? nearestOf(found, params.allowedValues) : undefined;
  return {
    pointer: instancePath,
    ...(keyword === 'additionalProperties' ? { member: String(params.additionalProperty) } : {}),
    message: `expected ${expected(error)}, found ${describe(found)}${hint ? `. Did you mean ${hint}?` : ''}`,
  };
}

function nearestOf(found: unknown, allowed: unknown): string | undefined {
  const names = [allowed].flat().filter((name) => typeof name === 'string');
  return typeof found === 'string' ? nearest(found, names) : undefined;
}

function expected({ keyword, params }: SchemaError): string {
  switch (keyword) {
    case 'required':
      return `a member "${params.missingProperty}"`;
    case 'additionalProperties':
      return `no member "${shorten(String(params.additionalProperty))}"`;
    case 'type':
      return [params.type].flat().join(' or ');
    case 'const':
      return JSON.stringify(params.allowedValue);
    case 'enum':
      return `one of ${[params.allowedValues]
        .flat()
        .map((value) => JSON.stringify(value))
        .join(', ')}`;
    case 'minItems':
      return `at least ${counted(Number(params.limit), 'element')}`;
    case 'minProperties':
      return `at least ${counted(Number(params.limit), 'member')}`;
    case 'maxLength':
      return `at most ${params.limit} characters`;
    case 'minLength':
      return params.limit === 1 ? 'text that is not empty' : `at least ${params.limit} characters`;
    case 'minimum':
      return `a number from ${params.limit}`;
    case 'pattern':
      return params.pattern === NO_CONTROL
        ? 'no control characters'
        : `text like ${params.pattern}`;
    case 'uniqueItems':
      return 'no element twice';
    default:
      return `a value that fits "${keyword}"`;
  }
}

/** A value in a few words. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (value !== null && typeof value === 'object') {
    const names = Object.keys(value);
    return `an object with ${names.length === 0 ? 'no members' : shorten(names.join(', '), 120)}`;
  }
  return shorten(JSON.stringify(value));
}

/** The value that a JSON pointer (RFC 6901) names. */
function at(root: unknown, pointer: string): unknown {
  let value = root;
  for (const name of parsePointer(pointer)) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** Findings as lines for one error message. */
export function findingsText(findings: readonly SchemaFinding[], most = 20): string {
  const lines = findings
    .slice(0, most)
    .map((found) => `  ${found.pointer === '' ? '(document)' : found.pointer}: ${found.message}`);
  if (findings.length > most) lines.push(`  … and ${findings.length - most} more`);
  return lines.join('\n');
}
