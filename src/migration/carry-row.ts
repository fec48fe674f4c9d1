import type { AttackView, Technique } from '../contracts.ts';
import type { Mapping, MigratedFrom } from '../generated/mapping-set.ts';
import { parentIdOf } from '../model/technique-name.ts';
import type { ChosenTechnique } from './decision.ts';
import { findTechnique } from './find-technique.ts';
import { originReader, resolutionReader } from './shared-facts.ts';
import { type Fate, goesOn } from './technique-fate.ts';

/** What the rows of a set are rewritten by. */
export interface CarryContext {
  readonly from: AttackView;
  readonly to: AttackView;
  readonly toVersion: string;
  readonly fate: (id: string) => Fate;
}

export type CarryRow = (row: Mapping, target: ChosenTechnique, reason: Reason) => Mapping;
type Reason = MigratedFrom['reason'];

/**
 * Rewrites rows for the technique that they are of in the target release: id, name, related score
 * and version; what is derived follows. The row itself is left alone. Equal facts are shared objects.
 */
export function rowCarrier(context: CarryContext): CarryRow {
  const { from, to, toVersion, fate } = context;
  const originOf = originReader(from.index.release.version);
  const resolutionOf = resolutionReader(to.index.domain);
  return (row, target, reason) => {
    const { technique } = target;
    const { attack_object_id: id = '', attack_object_name: name, related_score } = row;
    const before = findTechnique(from.domains, id)?.technique;
    const carried = { ...row, attack_object_id: technique.id };
    if (name !== undefined) {
      const isStyled = isParentAndSub(name, id, before);
      carried.attack_object_name = isStyled ? styledName(target, to) : technique.name;
    }
    if (related_score !== undefined) {
      const related = relatedScore(related_score, parentOf(before, id), technique, fate);
      if (related === undefined) delete carried.related_score;
      else carried.related_score = related;
    }
    if (row.attack_version !== undefined) carried.attack_version = toVersion;
    // Members keep their order: a row that is read again has the same.
    const derived = { ...row.derived, technique: resolutionOf(target, name !== undefined) };
    // A name that was stale before, or another technique's, does not go without a word.
    const isRenamed = reason === 'unchanged' && carried.attack_object_name !== name;
    const origin = originOf(id, name, isRenamed ? 'renamed' : reason);
    derived.migrated_from = derived.migrated_from ? [...derived.migrated_from, ...origin] : origin;
    carried.derived = derived;
    return carried;
  };
}

/** "Parent: Sub" of a sub-technique, the plain name of any other. */
function styledName({ technique, domain }: ChosenTechnique, { domains }: AttackView): string {
  const home = domains.find((index) => index.domain === domain);
  const parent = home?.techniques.get(technique.parent ?? '');
  return parent ? `${parent.name}: ${technique.name}` : technique.name;
}

/**
 * True for a sub-technique's name in the style "Parent: Sub", right or misspelt, current or stale: it
 * has one colon more than the plain name, which may have some itself.
 */
function isParentAndSub(name: string, id: string, before: Technique | undefined): boolean {
  return parentOf(before, id) !== undefined && colonsIn(name) > colonsIn(before?.name ?? '');
}

function colonsIn(name: string): number {
  return name.match(/\S:\s/g)?.length ?? 0;
}

function parentOf(technique: Technique | undefined, id: string): string | undefined {
  return technique ? technique.parent : parentIdOf(id);
}

/** The score of a sub-technique belongs to its parent's; any other value is an id as every other. */
function relatedScore(
  stated: string,
  parentBefore: string | undefined,
  technique: Technique,
  fate: (id: string) => Fate,
): string | undefined {
  if (stated === parentBefore) return technique.parent;
  const other = fate(stated);
  return goesOn(other) ? other.technique.id : stated;
}
