import { AttackMappingsError } from '../errors.ts';
import type { Mapping, MappingSet } from '../generated/mapping-set.ts';
import { collectCapabilities, withDescriptions } from './capabilities.ts';
import { capabilityIdentity } from './capability-identity.ts';
import { compareText } from './compare.ts';
import { nearest } from './nearest.ts';

/** Cuts sets down to the rows that a --where expression takes. */
export interface RowFilter {
  /** The expression in its normal form: the same filter has the same name. */
  readonly expression: string;
  /** A copy with the rows that pass, and the capabilities they speak of. */
  apply(set: MappingSet): MappingSet;
}

type Test = (mapping: Mapping, framework: string, value: string) => boolean;

const same = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();

const TESTS: Readonly<Record<string, Test>> = {
  capability: (m, framework, value) =>
    m.capability_id !== undefined &&
    same(capabilityIdentity(framework, m.capability_id), capabilityIdentity(framework, value)),
  category: (m, _, value) => same(m.score_category, value),
  group: (m, _, value) => same(m.capability_group, value),
  license: (m, _, value) =>
    m.derived.license_requirements?.some((need) =>
      need.licenses.some((name) => hasWords(name, value)),
    ) ?? false,
  status: (m, _, value) => same(m.status, value),
  technique: (m, _, value) => same(m.attack_object_id, value),
  type: (m, _, value) => same(m.mapping_type, value) || same(m.derived.mapping_type, value),
  value: (m, _, value) => same(m.score_value, value),
};

/**
 * Reads expressions such as `category=detect` or `value=partial,significant`: a comma is "or",
 * several expressions are "and". Throws `config` naming the fields there are.
 */
export function rowFilter(expressions: readonly string[]): RowFilter {
  const clauses = expressions.map(readClause).sort((a, b) => (a.text < b.text ? -1 : 1));
  const expression = clauses.map((clause) => clause.text).join(' ');
  return {
    expression,
    apply: (set) => {
      const framework = set.key.framework;
      const mappings = set.mappings.filter((m) =>
        clauses.every((clause) => clause.passes(m, framework)),
      );
      return {
        ...set,
        filter: expression,
        capabilities: withDescriptions(collectCapabilities(framework, mappings), set.capabilities),
        mappings,
      };
    },
  };
}

function readClause(text: string) {
  const [, field, list] = /^\s*([a-z]+)\s*=(.*)$/s.exec(text) ?? [];
  const test = field === undefined || !Object.hasOwn(TESTS, field) ? undefined : TESTS[field];
  const values = (list ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  // Tests pass over letter case, so the name does too.
  const names = [...new Set(values.map((value) => quoted(value.toLowerCase())))].sort(compareText);
  if (test === undefined || values.length === 0) {
    const fields = Object.keys(TESTS);
    const hint = nearest(field ?? text, fields);
    throw new AttackMappingsError(
      'config',
      '--where',
      `--where takes FIELD=VALUE[,VALUE…] with one of ${fields.join(', ')}; found "${text}"${hint ? `. Did you mean ${hint}?` : ''}`,
    );
  }
  return {
    text: `${field}=${names.join(',')}`,
    passes: (m: Mapping, framework: string) => values.some((value) => test(m, framework, value)),
  };
}

/** A value with a space would pass for two clauses. */
function quoted(value: string): string {
  return /\s/.test(value) ? JSON.stringify(value) : value;
}

/** E3 is a word of "Microsoft 365 E3", and not of "E365". */
function hasWords(name: string, words: string): boolean {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').test(name);
}
