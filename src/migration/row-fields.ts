import type { Mapping } from '../generated/mapping-set.ts';
import type { ReviewRow } from '../generated/review.ts';

/** What a review shows of the row that it asks about. */
export const ROW_FIELDS = [
  'capability_id',
  'attack_object_id',
  'attack_object_name',
  'mapping_type',
  'score_category',
  'score_value',
  'comments',
] as const satisfies readonly (keyof ReviewRow & keyof Mapping)[];
