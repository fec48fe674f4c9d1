import type { AttackIndex, Tactic, Technique } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { AttackRelease } from '../generated/mapping-set.ts';
import { ATTACK_SOURCES } from '../model/attack-sources.ts';
import { compareText } from '../model/compare.ts';

type StixObject = Readonly<Record<string, unknown>>;

/** Types of objects that an index is made of; the rest of a bundle is not kept. */
const USED: ReadonlySet<unknown> = new Set([
  'attack-pattern',
  'relationship',
  'x-mitre-tactic',
  'x-mitre-matrix',
]);

/**
 * The techniques, tactics and revocations among the objects of an attack-stix-data bundle (STIX 2.0
 * or 2.1). Read leniently: what is not used is passed over. Throws `parse` when there is no technique.
 */
export function readBundle(
  bundle: Iterable<unknown>,
  domain: string,
  release: AttackRelease,
): AttackIndex {
  const objects: StixObject[] = [];
  for (const entry of bundle) {
    const object = entry as StixObject | null;
    const used =
      USED.has(object?.type) &&
      (object?.type !== 'relationship' || object.relationship_type === 'revoked-by');
    if (object && used) objects.push(object);
  }
  const patterns = objects.filter((object) => object?.type === 'attack-pattern');
  const idOf = new Map<unknown, string>();
  for (const object of patterns) {
    const id = attackId(object);
    if (id !== undefined) idOf.set(object.id, id);
  }
  const successors = revocations(objects, idOf);
  const techniques = new Map<string, Technique>();
  const shadowed: Technique[] = [];
  for (const object of patterns) {
    const entry = technique(object, idOf.get(object.id), successors);
    if (entry === undefined) continue;
    const twin = techniques.get(entry.id);
    if (twin === undefined) techniques.set(entry.id, entry);
    else {
      // A revoked object can share its ATT&CK id with the living one, which then counts.
      const [first, second] = [twin, entry].sort(byLife) as [Technique, Technique];
      techniques.set(entry.id, first);
      shadowed.push(second);
    }
  }
  if (techniques.size === 0) {
    throw new AttackMappingsError(
      'parse',
      release.url,
      'expected ATT&CK techniques (attack-pattern objects), found none',
    );
  }
  return {
    domain,
    release,
    tactics: tacticsOf(objects),
    techniques,
    ...(shadowed.length > 0 ? { shadowed: shadowed.sort(byStixId) } : {}),
  };
}

/** Living ones first; the order of a bundle's objects decides nothing. */
function byLife(a: Technique, b: Technique): number {
  return deaths(a) - deaths(b) || byStixId(a, b);
}

function deaths({ revoked, deprecated }: Technique): number {
  return revoked ? 2 : deprecated ? 1 : 0;
}

function byStixId(a: Technique, b: Technique): number {
  return compareText(a.stix_id, b.stix_id);
}

function technique(
  object: StixObject,
  id: string | undefined,
  successors: ReadonlyMap<string, Successors>,
): Technique | undefined {
  if (id === undefined) return undefined;
  const parent = /^(T\d+)\.\d+$/.exec(id)?.[1];
  const { known = [], missing = [] } = successors.get(String(object.id)) ?? {};
  return {
    id,
    stix_id: String(object.id),
    name: String(object.name ?? ''),
    tactics: list(object.kill_chain_phases).map((phase) =>
      String((phase as StixObject).phase_name),
    ),
    platforms: list(object.x_mitre_platforms).map(String),
    ...(parent === undefined ? {} : { parent }),
    ...(object.revoked === true ? { revoked: true } : {}),
    ...(object.x_mitre_deprecated === true ? { deprecated: true } : {}),
    ...(known.length === 0 ? {} : { revoked_by: [...new Set(known)].sort() }),
    ...(missing.length === 0 ? {} : { revoked_by_missing: [...new Set(missing)].sort() }),
  };
}

/** Targets of the revoked-by relationships of one object: ATT&CK ids, and STIX ids that no object has. */
interface Successors {
  readonly known: string[];
  readonly missing: string[];
}

/** By the STIX id of the revoked object. */
function revocations(
  objects: readonly StixObject[],
  idOf: ReadonlyMap<unknown, string>,
): Map<string, Successors> {
  const successors = new Map<string, Successors>();
  for (const object of objects) {
    if (object?.type !== 'relationship' || object.relationship_type !== 'revoked-by') continue;
    const source = String(object.source_ref);
    const entry = successors.get(source) ?? { known: [], missing: [] };
    successors.set(source, entry);
    const target = idOf.get(object.target_ref);
    if (target === undefined) entry.missing.push(String(object.target_ref));
    else entry.known.push(target);
  }
  return successors;
}

function tacticsOf(objects: readonly StixObject[]): Tactic[] {
  const order = objects
    .filter((object) => object?.type === 'x-mitre-matrix')
    .flatMap((matrix) => list(matrix.tactic_refs));
  return objects
    .filter(
      (object) =>
        object?.type === 'x-mitre-tactic' &&
        object.x_mitre_deprecated !== true &&
        object.revoked !== true,
    )
    .map((object) => ({ rank: order.indexOf(object.id), object }))
    .sort((a, b) => rank(a.rank) - rank(b.rank))
    .map(({ object }) => ({
      id: attackId(object) ?? '',
      shortname: String(object.x_mitre_shortname ?? ''),
      name: String(object.name ?? ''),
    }));
}

function rank(index: number): number {
  return index === -1 ? Number.MAX_SAFE_INTEGER : index;
}

function attackId(object: StixObject): string | undefined {
  const references = list(object.external_references) as StixObject[];
  const reference = references.find((entry) => ATTACK_SOURCES.has(entry?.source_name));
  return typeof reference?.external_id === 'string' ? reference.external_id : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
