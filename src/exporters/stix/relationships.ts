import type { Reference } from '../../generated/mapping-set.ts';
import type { StixAssessment } from '../../generated/stix-extension.ts';
import { compareText } from '../../model/compare.ts';
import { assessmentOf } from './assessment.ts';
import { extension, listed } from './extension.ts';
import { externalReferences } from './external-references.ts';
import type { Edge } from './group-rows.ts';
import type { Draft } from './objects.ts';
import type { Scope } from './scope.ts';

interface Entry {
  readonly assessment: StixAssessment;
  readonly labels: readonly string[];
}

/**
 * A relationship (STIX 2.1, 5.1) with every row behind it as an assessment in the extension, and
 * the same as labels, description and external references for who does not read extensions.
 */
export function relationshipDraft(scope: Scope, edge: Edge): Draft {
  const { relationship, source, target } = edge;
  const ends = { relationship_type: relationship, source_ref: source, target_ref: target };
  const entries = assessments(edge);
  const labels = new Set<string>();
  const references: Reference[] = [];
  const facts: StixAssessment[] = [];
  for (const { assessment, labels: own } of entries) {
    for (const label of own) labels.add(label);
    if (assessment.references) references.push(...(assessment.references as Reference[]));
    if (Object.keys(assessment).length > 0) facts.push(assessment);
  }
  for (const { row } of edge.rows) {
    const origin = row.derived.migrated_from?.[0]?.id;
    if (origin !== undefined && origin !== row.attack_object_id)
      labels.add(`migrated-from:${origin}`);
  }
  const description = describe(entries);
  return {
    type: 'relationship',
    id: scope.idOf('relationship', { ...ends, ...scope.everyKey, ...scope.variant }),
    created: edge.created,
    updated: edge.updated,
    content: {
      relationship_type: relationship,
      ...(description === '' ? {} : { description }),
      source_ref: source,
      target_ref: target,
      ...listed('labels', [...labels].sort(compareText)),
      ...listed('external_references', externalReferences(references)),
      ...extension(facts.length === 0 ? {} : { assessments: facts }),
    },
  };
}

/** Equal ones once, ordered by content: the order of rows leaves no trace. */
function assessments({ rows }: Edge): Entry[] {
  const [only] = rows;
  if (rows.length === 1 && only)
    return [{ assessment: assessmentOf(only.row), labels: only.labels }];
  const byContent = new Map<string, Entry>();
  for (const { row, labels } of rows) {
    const assessment = assessmentOf(row);
    byContent.set(JSON.stringify(assessment), { assessment, labels });
  }
  return [...byContent].sort(([a], [b]) => compareText(a, b)).map(([, entry]) => entry);
}

/** `[protect:partial] comment`, one paragraph an assessment. */
function describe(entries: readonly Entry[]): string {
  const paragraphs = new Set<string>();
  for (const { assessment, labels } of entries) {
    if (assessment.comment === undefined) continue;
    const [label] = labels;
    paragraphs.add(label === undefined ? assessment.comment : `[${label}] ${assessment.comment}`);
  }
  return [...paragraphs].join('\n\n');
}
