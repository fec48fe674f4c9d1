import type { SetKey } from '../generated/mapping-set.ts';
import type { ParsedRecord } from '../records.ts';
import { normaliseKey } from './set-key.ts';

/**
 * The records of a document that speak of one set. A document of a single set is taken as it is,
 * whatever it says of its key: assembling compares the two. Of one that speaks of several sets,
 * those records count that contradict the key in no member.
 */
export function recordsOfSet(records: readonly ParsedRecord[], key: SetKey): ParsedRecord[] {
  const fits = fitsKey(key);
  const isSingle = new Set(records.map(nameOf).filter((name) => name !== undefined)).size <= 1;
  return records.filter((record) => isSingle || record.kind === 'diagnostic' || fits(record.set));
}

/** The same, but a document that speaks of another set gives nothing. */
export function recordsAbout(records: readonly ParsedRecord[], key: SetKey): ParsedRecord[] {
  const fits = fitsKey(key);
  return records.filter((record) => record.kind === 'diagnostic' || fits(record.set));
}

/** Tells whether a set, in part named, can be the one of the key. Each is worked out once. */
export function fitsKey(key: SetKey): (set: Partial<SetKey>) => boolean {
  const known = new Map<Partial<SetKey>, boolean>();
  return (set) => {
    let fits = known.get(set);
    if (fits === undefined) {
      const normal = normaliseKey({ ...key, ...set });
      fits = (Object.keys(key) as (keyof SetKey)[]).every((name) => normal[name] === key[name]);
      known.set(set, fits);
    }
    return fits;
  };
}

function nameOf(record: ParsedRecord): string | undefined {
  if (record.kind === 'diagnostic') return undefined;
  const { framework, framework_version, attack_version, domain } = record.set;
  return JSON.stringify([framework, framework_version, attack_version, domain]);
}
