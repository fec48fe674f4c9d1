import type { AttackView, Technique } from '../contracts.ts';
import type { Mapping, MigratedFrom, TechniqueResolution } from '../generated/mapping-set.ts';
import type { ChosenTechnique } from './decision.ts';
import { type Fate, isLiving } from './technique-fate.ts';

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
  const version = from.index.release.version;
  const origins = new Map<string, [MigratedFrom]>();
  const resolutions = new Map<string, TechniqueResolution>();
  const parents = new Map(to.domains.map(({ domain, techniques }) => [domain, techniques]));

  const earlier = new Map<string, Technique | undefined>();
  const earlierOf = (id: string) => {
    if (!earlier.has(id)) earlier.set(id, from.resolve(id)?.own);
    return earlier.get(id);
  };

  const origin = (id: string, name: string | undefined, reason: Reason): [MigratedFrom] => {
    const key = `${reason}\0${id}\0${name ?? ''}`;
    let entry = origins.get(key);
    if (entry === undefined) {
      entry = [{ id, ...(name === undefined ? {} : { name }), version, reason }];
      origins.set(key, entry);
    }
    return entry;
  };

  const resolution = ({ technique, domain }: ChosenTechnique, isNamed: boolean) => {
    const key = `${isNamed}\0${domain}\0${technique.id}`;
    let entry = resolutions.get(key);
    if (entry === undefined) {
      entry = {
        status: 'active',
        stix_id: technique.stix_id,
        // As in a set that is read: where the row says the name, the resolution does not.
        ...(isNamed ? {} : { name: technique.name }),
        ...(domain === to.index.domain ? {} : { domain }),
      };
      resolutions.set(key, entry);
    }
    return entry;
  };

  return (row, target, reason) => {
    const { technique, domain } = target;
    const { attack_object_id: id = '', attack_object_name: name, related_score } = row;
    const before = earlierOf(id);
    const carried = { ...row, attack_object_id: technique.id };
    if (name !== undefined) {
      const parent = technique.parent && parents.get(domain)?.get(technique.parent);
      const isStyled = parent && isParentAndSub(name, id, before);
      carried.attack_object_name = isStyled ? `${parent.name}: ${technique.name}` : technique.name;
    }
    if (related_score !== undefined) {
      const related = relatedScore(related_score, parentOf(before, id), technique, fate);
      if (related === undefined) delete carried.related_score;
      else carried.related_score = related;
    }
    if (row.attack_version !== undefined) carried.attack_version = toVersion;
    // Members keep their order: a row that is read again has the same.
    const derived = { ...row.derived, technique: resolution(target, name !== undefined) };
    const entry = origin(id, name, reason);
    derived.migrated_from = derived.migrated_from ? [...derived.migrated_from, ...entry] : entry;
    carried.derived = derived;
    return carried;
  };
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
  return technique ? technique.parent : /^(T\d+)\.\d+$/.exec(id)?.[1];
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
  return isLiving(other) ? other.technique.id : stated;
}
