import type { Framework } from '../../contracts.ts';
import type { Mapping } from '../../generated/mapping-set.ts';
import type { StixSettings } from './options.ts';

/** How a row is said in STIX. */
export interface Typing {
  readonly relationship: 'mitigates' | 'detects' | 'targets' | 'related-to';
  /** True when the technique is the source: attack-pattern targets vulnerability (4.1). */
  readonly fromTechnique: boolean;
  /** What the relationship type leaves unsaid, as `detect:partial`; the first one heads the comment. */
  readonly labels: readonly string[];
}

/** Types whose rows say nothing beyond their score, or beyond `related-to`. */
const SCORED = 'technique_scores';
const PLAIN = new Set([SCORED, 'mitigates', 'related_to', 'related-to']);

/**
 * The relationship a mapped row becomes. Only pairs that STIX 2.1 defines (4.1, 4.3), or
 * `related-to`, which is open to all (table 3.1): importers reject a defined type on another pair.
 */
export function typeRow(
  framework: Framework,
  row: Mapping,
  detect: StixSettings['detect'],
): Typing {
  const type = mappingType(row);
  const category = row.score_category?.toLowerCase();
  if (framework.kind === 'vulnerability' && type === 'exploitation_technique')
    return { relationship: 'targets', fromTechnique: true, labels: scoreLabels(row) };
  const labels = [...scoreLabels(row), ...(type === undefined || PLAIN.has(type) ? [] : [type])];
  const relationship =
    framework.kind !== 'control'
      ? 'related-to'
      : category === undefined
        ? unscoredControl(framework, row)
        : scoredControl(category, detect);
  return { relationship, fromTechnique: false, labels };
}

function scoredControl(category: string, detect: StixSettings['detect']): Typing['relationship'] {
  if (category === 'protect' || category === 'respond') return 'mitigates';
  return category === 'detect' ? detect : 'related-to';
}

function unscoredControl(framework: Framework, row: Mapping): Typing['relationship'] {
  const types = [row.derived.mapping_type, row.mapping_type];
  const mitigates = types.some(
    (type) =>
      type !== undefined && (type === 'mitigates' || framework.mitigatingTypes.includes(type)),
  );
  return mitigates ? 'mitigates' : 'related-to';
}

function scoreLabels(row: Mapping): string[] {
  const category = row.score_category?.toLowerCase();
  const value = row.score_value?.toLowerCase();
  if (category !== undefined) return [value === undefined ? category : `${category}:${value}`];
  if (value !== undefined) return [`score:${value}`];
  return mappingType(row) === SCORED ? ['unscored'] : [];
}

/** Our id of the mapping type. */
export function mappingType(row: Mapping): string | undefined {
  return row.derived.mapping_type ?? row.mapping_type;
}
