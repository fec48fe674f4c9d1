/** Fields of a row by the titles that tables of mappings show, in small letters. */
export const COLUMN_TITLES = {
  'capability id': 'capability_id',
  'capability description': 'capability_description',
  'mapping type': 'mapping_type',
  // The mapping types of Intel vPro.
  enables: 'mapping_type',
  category: 'score_category',
  value: 'score_value',
  'att&ck id': 'attack_object_id',
  'att&ck name': 'attack_object_name',
} as const;

/** A field that such a column holds. */
export type TitledField = (typeof COLUMN_TITLES)[keyof typeof COLUMN_TITLES];
