import type { Framework } from '../../contracts.ts';
import type { Mapping } from '../../generated/mapping-set.ts';
import type { StixSettings } from './options.ts';

type Relationship = 'mitigates' | 'detects' | 'targets' | 'related-to';

/** How a row is said in STIX. */
export interface Typing {
  readonly relationship: Relationship;
  /** True when the technique is the source: attack-pattern targets vulnerability (4.1). */
  readonly fromTechnique: boolean;
  /** What the relationship type leaves unsaid, as `detect:partial`; the first one heads the comment. */
  readonly labels: readonly string[];
}

/** The type whose rows say everything by their score. */
const SCORED = 'technique_scores';
const EXPLOITATION = 'exploitation_technique';

/** Types rows of one framework; what rows say of type and score repeats, and is typed once. */
export function rowTyping(
  framework: Framework,
  detect: StixSettings['detect'],
): (row: Mapping) => Typing {
  const known = new Map<string, Typing>();
  return (row) => {
    const { mapping_type, score_category, score_value, derived } = row;
    const key = `${mapping_type}\0${derived.mapping_type}\0${score_category}\0${score_value}`;
    let typing = known.get(key);
    if (typing === undefined) {
      typing = typeRow(framework, row, detect);
      known.set(key, typing);
    }
    return typing;
  };
}

/**
 * The relationship a mapped row becomes. Only pairs that STIX 2.1 defines (4.1, 4.3), or
 * `related-to`, which is open to all (3.7): importers reject a defined type on another pair.
 */
export function typeRow(
  framework: Framework,
  row: Mapping,
  detect: StixSettings['detect'],
): Typing {
  const type = mappingType(row);
  const relationship = relationshipOf(framework, row, detect);
  const labels = [...scoreLabels(row)];
  if (type !== undefined && !isSaidBy(relationship, type)) labels.push(type);
  return { relationship, fromTechnique: relationship === 'targets', labels };
}

function relationshipOf(
  framework: Framework,
  row: Mapping,
  detect: StixSettings['detect'],
): Relationship {
  if (framework.kind === 'vulnerability' && mappingType(row) === EXPLOITATION) return 'targets';
  if (framework.kind !== 'control') return 'related-to';
  const category = row.score_category?.toLowerCase();
  if (category === undefined) return isMitigating(framework, row) ? 'mitigates' : 'related-to';
  if (category === 'protect' || category === 'respond') return 'mitigates';
  return category === 'detect' ? detect : 'related-to';
}

function isMitigating(framework: Framework, row: Mapping): boolean {
  return [row.derived.mapping_type, row.mapping_type].some(
    (type) =>
      type !== undefined && (type === 'mitigates' || framework.mitigatingTypes.includes(type)),
  );
}

/** A label would only repeat the relationship type, or the score. */
function isSaidBy(relationship: Relationship, type: string): boolean {
  return (
    type === SCORED ||
    type.replaceAll('_', '-') === relationship ||
    (relationship === 'targets' && type === EXPLOITATION)
  );
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
