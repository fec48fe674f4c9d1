import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const corpus = process.env.ATTACK_MAPPINGS_CORPUS;

/** Where the OASIS JSON Schemas of STIX 2.1 lie: beside the corpus. Undefined without a corpus. */
export const oasisFolder =
  corpus === undefined ? undefined : join(corpus, '..', 'stix2.1-schemas', 'schemas');

/** For titles of tests that are skipped. */
export const OASIS_SKIPPED = 'set ATTACK_MAPPINGS_CORPUS to validate against the OASIS schemas';

let validators: ((type: string) => ValidateFunction | undefined) | undefined;

/**
 * Findings of the OASIS schema of the object's type, as `id path message`. Objects are validated one
 * by one: the bundle schema's `anyOf` gives unreadable findings. Throws without a corpus.
 */
export function validateOasis(object: Readonly<Record<string, unknown>>): string[] {
  validators ??= loadValidators();
  const validate = validators(String(object.type));
  if (validate === undefined) return [`${object.id}: no OASIS schema for the type ${object.type}`];
  const valid: boolean = validate(object);
  if (valid) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${object.id} ${instancePath} ${message}`,
  );
}

function loadValidators(): (type: string) => ValidateFunction | undefined {
  if (oasisFolder === undefined) throw new Error(OASIS_SKIPPED);
  // The patterns escape "-" outside classes, which is an error in the unicode mode.
  const ajv = new Ajv2020({ unicodeRegExp: false, strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('idn-hostname', true);
  const idOf = new Map<string, string>();
  for (const group of ['common', 'observables', 'sdos', 'sros']) {
    for (const file of readdirSync(join(oasisFolder, group))) {
      const schema = JSON.parse(
        withoutBacktracking(readFileSync(join(oasisFolder, group, file), 'utf8')),
      );
      ajv.addSchema(schema);
      idOf.set(file.replace(/\.json$/, ''), schema.$id);
    }
  }
  return (type) => {
    const id = idOf.get(type);
    return id === undefined ? undefined : ajv.getSchema(id);
  };
}

/** The pattern of types takes exponential time; this one takes the same words. */
function withoutBacktracking(schema: string): string {
  return schema.replaceAll('([a-z][a-z0-9]*)+', '[a-z][a-z0-9]*');
}
