/** Ids of one meaning that publishers spell differently from release to release. */
const SAME = new Map([
  ['technique_score', 'technique_scores'],
  ['protects', 'mitigates'],
]);

/** One id per meaning; an id that is not known stays as it is. */
export function derivedMappingType(id: string): string {
  return SAME.get(id) ?? id;
}
