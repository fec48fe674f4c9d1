import { factsOf } from './extension.ts';
import { type Json, ofType, records, repeated, type StixRule, texts } from './types.ts';

const PAIRS = new Set([
  'course-of-action mitigates attack-pattern',
  'course-of-action detects attack-pattern',
  'attack-pattern targets vulnerability',
]);

const typeOf = (ref: unknown) => String(ref).split('--')[0];

function* assessed(own: readonly Json[]): Generator<{ relationship: Json; assessment: Json }> {
  for (const relationship of ofType(own, 'relationship'))
    for (const assessment of records(factsOf(relationship).assessments))
      yield { relationship, assessment };
}

export const relationshipRules: readonly StixRule[] = [
  {
    name: 'relationship-pairs',
    check: ({ own }) =>
      ofType(own, 'relationship')
        .map(({ relationship_type: type, source_ref, target_ref }) => ({
          type,
          pair: `${typeOf(source_ref)} ${type} ${typeOf(target_ref)}`,
        }))
        .filter(({ type, pair }) => type !== 'related-to' && !PAIRS.has(pair))
        .map(({ pair }) => pair),
  },
  {
    name: 'one-relationship-per-ends',
    check: ({ own }) => {
      const ends = ofType(own, 'relationship').map(
        (r) => `${r.relationship_type} ${r.source_ref} ${r.target_ref}`,
      );
      return repeated(ends);
    },
  },
  {
    name: 'one-end-is-attack',
    check: ({ own, attackIds }) =>
      ofType(own, 'relationship')
        .filter(({ source_ref, target_ref, relationship_type }) => {
          const source = attackIds.has(String(source_ref));
          return (
            source === attackIds.has(String(target_ref)) ||
            source !== (relationship_type === 'targets')
          );
        })
        .map(({ id }) => `${id} does not join a capability and an ATT&CK technique`),
  },
  {
    name: 'assessments-collapsed',
    check: ({ own }) =>
      ofType(own, 'relationship')
        .filter((relationship) => {
          const lines = records(factsOf(relationship).assessments).map((a) => JSON.stringify(a));
          return lines.some((line, i) => i > 0 && line <= (lines[i - 1] ?? ''));
        })
        .map(({ id }) => `${id} repeats an assessment, or has them out of order`),
  },
  {
    name: 'scores-as-labels',
    check: ({ own }) =>
      [...assessed(own)]
        .filter(({ relationship, assessment: { score_category, score_value } }) => {
          const label = [score_category, score_value].filter((part) => part).join(':');
          return score_category !== undefined && !texts(relationship.labels).includes(label);
        })
        .map(({ relationship }) => `${relationship.id} lacks the label of a score`),
  },
  {
    name: 'types-as-labels',
    check: ({ own }) =>
      [...assessed(own)]
        .filter(({ relationship, assessment: { mapping_type, score_category, score_value } }) => {
          if (relationship.relationship_type !== 'related-to' || score_category) return false;
          if (mapping_type === undefined || mapping_type === 'related_to') return false;
          const unsaid = score_value === undefined ? 'unscored' : `score:${score_value}`;
          const label = mapping_type === 'technique_scores' ? unsaid : String(mapping_type);
          return !texts(relationship.labels).includes(label);
        })
        .map(({ relationship }) => `${relationship.id} does not say how it is related`),
  },
  {
    name: 'comments-in-description',
    check: ({ own }) =>
      [...assessed(own)]
        .filter(
          ({ relationship, assessment: { comment } }) =>
            comment !== undefined && !String(relationship.description).includes(String(comment)),
        )
        .map(({ relationship }) => `${relationship.id} loses a comment`),
  },
  {
    name: 'references-as-external',
    check: ({ own }) =>
      [...assessed(own)]
        .filter(
          ({ relationship, assessment }) =>
            records(assessment.references).length > 0 &&
            records(relationship.external_references).length === 0,
        )
        .map(({ relationship }) => `${relationship.id} loses references`),
  },
];
