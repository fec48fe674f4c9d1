/** Ids of one meaning that publishers spell differently, and names that web pages show in their place. */
const SAME = new Map([
  ['technique_score', 'technique_scores'],
  ['Technique Scores', 'technique_scores'],
  ['protects', 'mitigates'],
  ['Protects', 'mitigates'],
  ['Mitigates', 'mitigates'],
  ['related-to', 'related_to'],
  ['Non-Mappable', 'non_mappable'],
]);

/** One id per meaning; an id that is not known stays as it is. */
export function derivedMappingType(idOrName: string): string {
  return SAME.get(idOrName) ?? idOrName;
}
