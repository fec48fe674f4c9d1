import type { MigratedFrom, TechniqueResolution } from '../generated/mapping-set.ts';
import type { ChosenTechnique } from './decision.ts';

type Reason = MigratedFrom['reason'];

/** Where rows come from, by their technique as they state it. Equal facts are one object. */
export function originReader(
  version: string,
): (id: string, name: string | undefined, reason: Reason) => [MigratedFrom] {
  const known = new Map<string, [MigratedFrom]>();
  return (id, name, reason) => {
    const key = `${reason}\0${id}\0${name ?? ''}`;
    let origin = known.get(key);
    if (origin === undefined) {
      origin = [{ id, ...(name === undefined ? {} : { name }), version, reason }];
      known.set(key, origin);
    }
    return origin;
  };
}

/**
 * What a set of `ownDomain` says of the techniques that its rows name now. As in a set that is read,
 * where the row says the name the resolution does not. Equal facts are one object.
 */
export function resolutionReader(
  ownDomain: string,
): (target: ChosenTechnique, isNamed: boolean) => TechniqueResolution {
  const known = new Map<string, TechniqueResolution>();
  return ({ technique, domain }, isNamed) => {
    const key = `${isNamed}\0${domain}\0${technique.id}`;
    let resolution = known.get(key);
    if (resolution === undefined) {
      resolution = {
        status: 'active',
        stix_id: technique.stix_id,
        ...(isNamed ? {} : { name: technique.name }),
        ...(domain === ownDomain ? {} : { domain }),
      };
      known.set(key, resolution);
    }
    return resolution;
  };
}
