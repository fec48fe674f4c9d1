import type { Technique } from '../../src/contracts.ts';

/** A technique whose STIX id follows from its ATT&CK id, unless `more` says another. */
export function technique(
  id: string,
  name = `Name of ${id}`,
  more: Partial<Technique> = {},
): Technique {
  const parent = id.includes('.') ? { parent: id.slice(0, id.indexOf('.')) } : {};
  const stix_id = `attack-pattern--${id}`;
  return {
    id,
    stix_id,
    name,
    tactics: ['persistence'],
    platforms: ['Windows'],
    ...parent,
    ...more,
  };
}
