import type { AttackIndex } from '../../src/contracts.ts';
import { type Loose, records } from './loose-layer.ts';

/**
 * Every number that the Navigator may colour: the scores, and for each technique with its
 * sub-techniques the aggregates, unscored ones left out or counted as 0.
 */
export function shownNumbers(layer: Loose, index: AttackIndex): number[] {
  const scores = new Map<string, number>();
  for (const { techniqueID, score } of records(layer.techniques)) {
    if (typeof score === 'number') scores.set(String(techniqueID), score);
  }
  const shown = [...scores.values()];
  const living = [...index.techniques.values()].filter((t) => !t.revoked && !t.deprecated);
  for (const { id } of living.filter((t) => t.parent === undefined)) {
    const family = living
      .filter((t) => t.id === id || t.parent === id)
      .map((t) => scores.get(t.id));
    const scored = family.filter((score) => score !== undefined);
    if (scored.length === 0) continue;
    const sum = scored.reduce((a, b) => a + b, 0);
    shown.push(sum, Math.max(...scored), Math.min(...scored), sum / scored.length);
    shown.push(sum / family.length, Math.min(...family.map((score) => score ?? 0)));
  }
  return shown;
}
