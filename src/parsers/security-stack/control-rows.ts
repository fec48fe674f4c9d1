import type { DocumentNode } from '../../formats/document-node.ts';
import { unknownMembers } from '../../formats/unknown-members.ts';
import type { SetKey } from '../../generated/mapping-set.ts';
import { shorten } from '../../model/text.ts';
import type { ParsedRecord, SourceRow } from '../../records.ts';
import type { Control } from './control.ts';

/** The rows of a control, in the order of its document. */
export function* controlRows(
  control: Control,
  set: Partial<SetKey>,
  source: string,
): Generator<ParsedRecord> {
  const { id, name, references, comments, techniques } = control;
  const common = { capability_id: id, capability_description: name.text(), references };
  if (techniques.length === 0) {
    const fields = {
      ...common,
      mapping_type: 'non_mappable',
      comments: comments?.text(),
      status: 'non_mappable',
    };
    yield { kind: 'row', set, fields, place: name.place };
    return;
  }
  let rows = 0;
  for (const technique of techniques) {
    yield* unknownMembers(technique, TECHNIQUE, source);
    const scores = technique.optional('technique-scores')?.list() ?? [];
    const groups = technique.optional('sub-techniques-scores')?.list() ?? [];
    if (scores.length === 0 && groups.length === 0) yield withoutScore(technique, source);
    for (const score of scores) {
      yield* unknownMembers(score, SCORE, source);
      yield row({ ...common, ...techniqueOf(technique), ...scoreOf(score) }, set, score);
    }
    for (const group of groups) {
      const related_score = technique.member('id').text();
      for (const record of subTechniqueRows(group, { ...common, related_score }, set, source)) {
        if (record.kind === 'row') rows += 1;
        if (rows > MOST_ROWS) group.refuse(`a control of at most ${MOST_ROWS} rows`);
        yield record;
      }
    }
  }
}

/** Sub-techniques are multiplied by scores; the largest published control has 250 rows. */
const MOST_ROWS = 100_000;

const TECHNIQUE = ['id', 'name', 'technique-scores', 'sub-techniques-scores'];
const SUB_TECHNIQUE = ['id', 'name'];
const SUB_TECHNIQUES = ['sub-techniques', 'scores'];
const SCORE = ['category', 'value', 'comments'];

/** Each of the sub-techniques has each of the scores. */
function* subTechniqueRows(
  group: DocumentNode,
  common: SourceRow,
  set: Partial<SetKey>,
  source: string,
): Generator<ParsedRecord> {
  yield* unknownMembers(group, SUB_TECHNIQUES, source);
  const scores = group.member('scores').list();
  for (const score of scores) yield* unknownMembers(score, SCORE, source);
  for (const subTechnique of group.member('sub-techniques').list()) {
    yield* unknownMembers(subTechnique, SUB_TECHNIQUE, source);
    if (scores.length === 0) yield withoutScore(subTechnique, source);
    for (const score of scores) {
      yield row({ ...common, ...techniqueOf(subTechnique), ...scoreOf(score) }, set, subTechnique);
    }
  }
}

function row(fields: SourceRow, set: Partial<SetKey>, { place }: DocumentNode): ParsedRecord {
  const whole = { ...fields, mapping_type: 'technique_scores', status: 'complete' };
  return { kind: 'row', set, fields: whole, place };
}

function techniqueOf(technique: DocumentNode): SourceRow {
  return {
    attack_object_id: technique.member('id').text(),
    attack_object_name: technique.optional('name')?.text(),
  };
}

/** Published scores are in lower case. */
function scoreOf(score: DocumentNode): SourceRow {
  return {
    score_category: score.member('category').text().toLowerCase(),
    score_value: score.optional('value')?.text().toLowerCase(),
    comments: score.optional('comments')?.text(),
  };
}

function withoutScore(technique: DocumentNode, source: string): ParsedRecord {
  const { attack_object_id: id, attack_object_name: name = '' } = techniqueOf(technique);
  const stated = JSON.stringify(shorten(`${id} ${name}`.trim(), 200));
  return {
    kind: 'diagnostic',
    diagnostic: {
      severity: 'warning',
      rule: 'technique-without-score',
      source,
      place: technique.place,
      message: `the technique ${stated} has no score and makes no row`,
      suggestion: 'give it a score, or take it out',
    },
  };
}
