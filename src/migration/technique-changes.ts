import type { AttackView, Technique } from '../contracts.ts';
import type { ListChange, TechniqueChange } from '../generated/mapping-set.ts';
import { compareText } from '../model/compare.ts';
import { grouped } from '../model/grouped.ts';
import type { Outcome } from './outcomes.ts';

/** A change with the rows that it is about. */
export interface ChangedTechnique {
  readonly change: TechniqueChange;
  readonly outcomes: readonly Outcome[];
}

/** What happened to the techniques of the rows, ordered by id; those that stayed are left out. */
export function changesOf(outcomes: readonly Outcome[], from: AttackView): ChangedTechnique[] {
  const named = outcomes.filter((outcome) => outcome.technique !== undefined);
  // Without a decision all rows of a technique have one fate.
  const groups = grouped(named, ({ technique, reason, targets, decision }) =>
    decision
      ? [technique, reason, ...targets.map((target) => target.technique.id)].join('\0')
      : (technique ?? ''),
  );
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, members]) => {
      const change = changeOf(members, from);
      return change ? [{ change, outcomes: members }] : [];
    });
}

function changeOf(outcomes: readonly Outcome[], from: AttackView): TechniqueChange | undefined {
  const [first] = outcomes;
  if (first?.technique === undefined || first.reason === 'without_technique') return undefined;
  const { technique: id, reason, targets, fate } = first;
  const before = from.resolve(id)?.own;
  const [target] = targets;
  const tags = before && target && reason !== 'decided' ? tagsOf(before, target.technique) : {};
  if (reason === 'unchanged' && Object.keys(tags).length === 0) return undefined;
  const path = fate && fate.path.length > 1 ? [...fate.path] : undefined;
  return {
    id,
    ...(before?.name ? { name: before.name } : {}),
    rows: outcomes.length,
    reason: reason === 'unchanged' ? 'retagged' : reason,
    ...(targets.length > 0
      ? { to: targets.map(({ technique }) => ({ id: technique.id, name: technique.name })) }
      : {}),
    ...(path ? { path } : {}),
    ...tags,
  };
}

function tagsOf(
  before: Technique,
  after: Technique,
): Pick<TechniqueChange, 'tactics' | 'platforms'> {
  const tactics = listChange(before.tactics, after.tactics);
  const platforms = listChange(before.platforms, after.platforms);
  return { ...(tactics ? { tactics } : {}), ...(platforms ? { platforms } : {}) };
}

function listChange(before: readonly string[], after: readonly string[]): ListChange | undefined {
  const added = beyond(after, before);
  const removed = beyond(before, after);
  return added.length + removed.length === 0 ? undefined : { added, removed };
}

/** Members of a list that another one lacks. */
function beyond(list: readonly string[], other: readonly string[]): string[] {
  return [...new Set(list)].filter((member) => !other.includes(member)).sort(compareText);
}
