import { DecisionProblems } from './decision-problems.ts';
import type { Outcome } from './outcomes.ts';
import { goesOn } from './technique-fate.ts';

/** Only a row that goes on by itself can be kept as it is. Throws `config` with those that cannot. */
export function refuseMisplacedKeep(outcomes: readonly Outcome[]): void {
  const problems = new DecisionProblems();
  const seen = new Set<unknown>();
  let source = '';
  for (const { decision, fate } of outcomes) {
    if (decision?.kind !== 'keep' || !fate || goesOn(fate) || seen.has(decision)) continue;
    seen.add(decision);
    source = decision.source;
    problems.add(
      decision.place,
      () =>
        `keep is for rows that collide, and the technique of this one has no place to stay (${fate.message}): name techniques, or drop`,
    );
  }
  problems.refuse(source);
}
