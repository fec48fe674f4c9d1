import type { ParsedRecord, Report, SourceRow } from '../contracts.ts';
import type { Mapping, TechniqueResolution } from '../generated/mapping-set.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { shorten } from './text.ts';

const IDS = ['capability_id', 'attack_object_id', 'capability_group', 'mapping_type'] as const;

/** Reports what normalisation changed or could not read in one row. */
export function reportRow(
  source: string,
  record: Extract<ParsedRecord, { kind: 'row' }>,
  mapping: Mapping,
  domain: string,
  report: Report,
): void {
  const { fields } = record;
  if (isPlain(fields, mapping)) return;
  const say = (
    severity: Diagnostic['severity'],
    rule: string,
    message: string,
    suggestion?: string,
  ) =>
    report({
      severity,
      rule,
      source,
      place: record.place,
      message,
      ...(suggestion ? { suggestion } : {}),
    });

  for (const name of IDS) {
    const raw = fields[name];
    if (typeof raw === 'string' && raw !== '' && raw !== mapping[name]) {
      say(
        'warning',
        'id-edge-space',
        `${name} ${JSON.stringify(shorten(raw))} has characters that no id should have`,
        `write it as ${JSON.stringify(mapping[name] ?? null)}`,
      );
    }
  }
  for (const name of mapping.additional ? Object.keys(mapping.additional) : []) {
    say(
      'info',
      'unknown-field',
      `the field ${JSON.stringify(shorten(name))} is not known; it is carried along`,
    );
  }
  if (mapping.references)
    for (const reference of mapping.references) reportReference(reference, say);
  if (!isPlainScore(mapping)) reportScore(mapping, say);
  reportTechnique(mapping, domain, say);
}

/** True for the row that nothing can be said of, which most are: it costs a build least. */
function isPlain(fields: SourceRow, mapping: Mapping): boolean {
  return (
    isSame(fields.capability_id, mapping.capability_id) &&
    isSame(fields.attack_object_id, mapping.attack_object_id) &&
    isSame(fields.capability_group, mapping.capability_group) &&
    isSame(fields.mapping_type, mapping.mapping_type) &&
    mapping.additional === undefined &&
    isPlainScore(mapping) &&
    isPlainTechnique(mapping.derived.technique) &&
    (mapping.references === undefined || mapping.references.every(isPlainReference))
  );
}

function isSame(raw: unknown, normal: string | undefined): boolean {
  return raw === normal || (normal === undefined && (raw === null || raw === ''));
}

const CATEGORIES: ReadonlySet<string> = new Set(['protect', 'detect', 'respond']);
const VALUES: ReadonlySet<string> = new Set(['minimal', 'partial', 'significant']);

function isPlainScore({ score_category, score_value }: Mapping): boolean {
  return (
    (score_category === undefined || CATEGORIES.has(score_category.toLowerCase())) &&
    (score_value === undefined || VALUES.has(score_value.toLowerCase()))
  );
}

function isPlainTechnique(technique: TechniqueResolution | undefined): boolean {
  if (technique === undefined) return true;
  return (
    technique.status === 'active' && technique.domain === undefined && technique.name === undefined
  );
}

function isPlainReference(reference: string): boolean {
  return /^https?:\/\/\S+$/i.test(reference) && reference.lastIndexOf('://') < 8;
}

type Say = (
  severity: Diagnostic['severity'],
  rule: string,
  message: string,
  suggestion?: string,
) => void;

function reportReference(reference: string, say: Say): void {
  if (isPlainReference(reference)) return;
  const addresses = reference.match(/https?:\/\//gi)?.length ?? 0;
  const quoted = JSON.stringify(shorten(reference, 120));
  if (addresses === 0) {
    say(
      'warning',
      'reference-no-address',
      `the reference ${quoted} holds no http(s) address`,
      'it is kept as text',
    );
  } else if (addresses > 1) {
    say(
      'info',
      'reference-several-addresses',
      `the reference ${quoted} holds ${addresses} addresses`,
      'write one reference an address',
    );
  } else {
    say(
      'info',
      'reference-with-words',
      `the reference ${quoted} holds more than an address`,
      'its words are kept as text',
    );
  }
}

function reportScore(
  { score_category: category = '', score_value: value = '' }: Mapping,
  say: Say,
): void {
  if (category !== '' && !CATEGORIES.has(category.toLowerCase())) {
    say(
      'warning',
      'score-category-unknown',
      `the score category ${JSON.stringify(shorten(category))} is none of ${[...CATEGORIES].join(', ')}`,
      'it has no layer',
    );
  }
  if (value !== '' && !VALUES.has(value.toLowerCase())) {
    say(
      'warning',
      'score-value-unknown',
      `the score value ${JSON.stringify(shorten(value))} is none of ${[...VALUES].join(', ')}`,
      'it has no score in layers',
    );
  }
}

function reportTechnique(mapping: Mapping, domain: string, say: Say): void {
  const id = mapping.attack_object_id;
  const technique = mapping.derived.technique;
  if (id === undefined || technique === undefined) return;
  const known = shorten(id);
  if (technique.status === 'unknown') {
    say(
      'error',
      'technique-unknown',
      `${known} is no technique of this ATT&CK version`,
      'correct the id',
    );
    return;
  }
  if (technique.domain !== undefined) {
    say(
      'warning',
      'technique-other-domain',
      `${known} is a technique of the ${technique.domain} domain, the set is ${domain}`,
      'it is left out of layers',
    );
  }
  if (technique.status === 'revoked') {
    const to = technique.successor;
    say(
      'warning',
      'technique-revoked',
      `${known} is revoked`,
      to ? `use ${to.id} ${to.name}` : 'it has no successor',
    );
  }
  if (technique.status === 'deprecated') {
    say('warning', 'technique-deprecated', `${known} is deprecated and has no successor`);
  }
  if (technique.name !== undefined && mapping.attack_object_name !== undefined) {
    say(
      'info',
      'technique-name-stale',
      `${known} is called ${JSON.stringify(technique.name)}, the row says ${JSON.stringify(shorten(mapping.attack_object_name))}`,
    );
  }
}
