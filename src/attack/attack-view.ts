import type {
  AttackIndex,
  AttackView,
  ResolvedTechnique,
  ResolveTechnique,
  Technique,
} from '../contracts.ts';

/**
 * ATT&CK as one set sees it: its own domain first, then the others of the same version, which may
 * be missing as long as no id asks for them.
 */
export function attackView(
  index: AttackIndex,
  others: readonly AttackIndex[],
  objects: AttackView['objects'],
): AttackView {
  const domains = [index, ...others];
  return { index, domains, objects, resolve: (id) => resolveIn(domains, id) };
}

function resolveIn(indexes: readonly AttackIndex[], id: string): ResolvedTechnique | undefined {
  const home = indexes.find((index) => index.techniques.has(id));
  const own = home?.techniques.get(id);
  if (home === undefined || own === undefined) return undefined;
  const seen = new Set<string>();
  let technique = own;
  while (technique.revoked) {
    seen.add(technique.id);
    const next = successor(home, technique, seen);
    if (next === undefined) break;
    technique = next;
  }
  return { own, technique, domain: home.domain };
}

/** A successor that was seen before would be a cycle; among several the lowest id is taken. */
function successor(
  home: AttackIndex,
  technique: Technique,
  seen: ReadonlySet<string>,
): Technique | undefined {
  const id = technique.revoked_by?.find((candidate) => !seen.has(candidate));
  return id === undefined ? undefined : home.techniques.get(id);
}

/** What the canonical set says of a technique; `name` is always ATT&CK's own. Remembers each id. */
export function techniqueResolver(view: AttackView): ResolveTechnique {
  const known = new Map<string, ReturnType<ResolveTechnique>>();
  return (id) => {
    const resolution = known.get(id) ?? describe(view, id);
    known.set(id, resolution);
    return resolution;
  };
}

function describe(view: AttackView, id: string): ReturnType<ResolveTechnique> {
  const resolved = view.resolve(id);
  if (resolved === undefined) return { status: 'unknown' };
  const { own, technique, domain } = resolved;
  const base = {
    stix_id: own.stix_id,
    name: own.name,
    ...(domain === view.index.domain ? {} : { domain }),
  };
  if (!own.revoked) return { status: own.deprecated ? 'deprecated' : 'active', ...base };
  if (technique.revoked) return { status: 'revoked', ...base };
  const { id: successorId, stix_id, name } = technique;
  return { status: 'revoked', ...base, successor: { id: successorId, stix_id, name } };
}
