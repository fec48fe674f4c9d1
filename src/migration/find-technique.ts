import type { AttackIndex, Technique } from '../contracts.ts';

export interface FoundTechnique {
  readonly technique: Technique;
  /** The release that knows it, in its domain. */
  readonly index: AttackIndex;
}

/** What an ATT&CK id itself names, in the first domain that knows it. */
export function findTechnique(
  domains: readonly AttackIndex[],
  id: string,
): FoundTechnique | undefined {
  for (const index of domains) {
    const technique = index.techniques.get(id);
    if (technique !== undefined) return { technique, index };
  }
  return undefined;
}
