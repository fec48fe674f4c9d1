import type { AttackIndex, AttackView, Technique } from '../contracts.ts';
import { compareText } from '../model/compare.ts';
import { isLiving } from '../model/living.ts';
import { parentIdOf } from '../model/technique-name.ts';

/** What the techniques of an ATT&CK release are called. */
export class TechniqueNames {
  readonly #attack: AttackView;
  #living: ReadonlyMap<string, readonly Technique[]> | undefined;

  constructor(attack: AttackView) {
    this.#attack = attack;
  }

  /** The name of a technique, after its parent's where `stated` has the style "Parent: Sub". */
  inStyleOf(stated: string, id: string): string | undefined {
    const technique = this.#attack.resolve(id)?.own;
    const parent = technique?.parent && this.#attack.resolve(technique.parent)?.own;
    return technique && parent && stated.includes(': ')
      ? `${parent.name}: ${technique.name}`
      : technique?.name;
  }

  /**
   * The living techniques of the set's domain that `stated` is the name of, in the order of their
   * ids: with that of the parent, alone, or after the name of any parent but that of `id`. None when
   * it is the name of `id` itself, in whatever letters. Other domains share names, and an earlier
   * name of one is the name of another now.
   */
  others(stated: string, id: string): readonly Technique[] {
    this.#living ??= livingByName(this.#attack.index);
    const found = this.#living.get(folded(stated)) ?? this.#ofSub(stated, id);
    return found.some((technique) => technique.id === id) ? [] : found;
  }

  #ofSub(stated: string, id: string): readonly Technique[] {
    const colon = stated.lastIndexOf(': ');
    const parent = this.#attack.resolve(parentIdOf(id) ?? '')?.own.name;
    const isOwnParent = parent !== undefined && folded(stated.slice(0, colon)) === folded(parent);
    if (colon < 0 || isOwnParent) return [];
    return this.#living?.get(folded(stated.slice(colon + 1))) ?? [];
  }
}

function livingByName({ techniques }: AttackIndex): Map<string, Technique[]> {
  const living = new Map<string, Technique[]>();
  const add = (name: string, technique: Technique) => {
    const known = living.get(folded(name));
    if (known) known.push(technique);
    else living.set(folded(name), [technique]);
  };
  for (const technique of techniques.values()) {
    if (!isLiving(technique)) continue;
    const parent = technique.parent && techniques.get(technique.parent);
    add(technique.name, technique);
    if (parent) add(`${parent.name}: ${technique.name}`, technique);
  }
  for (const named of living.values()) named.sort((a, b) => compareText(a.id, b.id));
  return living;
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
