/** Ids of one meaning that publishers spell differently from release to release. */
const SAME = new Map([
  ['technique_score', 'technique_scores'],
  ['protects', 'mitigates'],
  ['related-to', 'related_to'],
  ['non-mappable', 'non_mappable'],
]);

/** One id per meaning; web pages show a type's name, as `Technique Scores`, where files have its id. */
export function derivedMappingType(idOrName: string): string {
  const id = /[A-Z ]/.test(idOrName) ? idOrName.toLowerCase().replaceAll(' ', '_') : idOrName;
  return SAME.get(id) ?? id;
}
