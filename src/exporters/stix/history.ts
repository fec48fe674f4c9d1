import { hash } from 'node:crypto';
import type { Ledger } from '../../contracts.ts';
import type { LedgerEntry } from '../../generated/stix-ledger.ts';
import { type IdKey, stixId } from './ids.ts';
import { firstVersion, midnight, type StixObject, type Versioning } from './objects.ts';

/** Never revoked: what is revoked may refer to them. */
const LASTING = new Set(['extension-definition', 'identity', 'marking-definition']);

/** Ids and versions of objects, by what earlier builds published. One for all bundles of a family. */
export interface History {
  /** The id of what a key names: that of the next generation when the last one was revoked. */
  readonly idOf: (type: string, key: IdKey) => string;
  readonly version: Versioning;
  /** What the ledger says of an object as written. */
  readonly entryOf: (object: StixObject) => LedgerEntry;
}

/** Without a ledger every object is in its first version. */
export function openHistory(ledger?: Ledger): History {
  const known: Ledger['entries'] = ledger?.entries ?? new Map();
  const generations = new Map<string, number>();
  const hashes = new Map<string, string>();
  const hashOf = (object: StixObject) => {
    let sha256 = hashes.get(object.id);
    if (sha256 === undefined) {
      sha256 = contentHash(object);
      hashes.set(object.id, sha256);
    }
    return sha256;
  };
  return {
    idOf(type, key) {
      let id = stixId(type, key);
      for (let generation = 2; known.get(id)?.revoked; generation += 1) {
        id = stixId(type, { ...key, generation: String(generation) });
        generations.set(id, generation);
      }
      return id;
    },
    version(draft, authorship) {
      const first = firstVersion(draft, authorship);
      const last = known.get(draft.id);
      if (last?.modified === undefined) return first;
      const { created } = last;
      if (last.sha256 === hashOf(first)) return { ...first, created, modified: last.modified };
      return { ...first, created, modified: nextVersion(last.modified, draft.updated) };
    },
    entryOf(object) {
      const { id, created, modified, revoked } = object;
      const generation = generations.get(id) ?? known.get(id)?.generation;
      return {
        id,
        created: String(created),
        ...(modified === undefined ? {} : { modified: String(modified) }),
        sha256: hashOf(object),
        ...(generation === undefined ? {} : { generation }),
        ...(revoked === true ? { revoked } : {}),
        // What stays although no data speaks of it any more.
        ...(revoked === true || LASTING.has(object.type) ? { object } : {}),
      };
    },
  };
}

/** The later of the data's date and the instant after the version before (STIX 2.1, 3.6: a millisecond is the least). */
export function nextVersion(last: string, updated: string): string {
  const dated = midnight(updated);
  return dated > last ? dated : new Date(Date.parse(last) + 1).toISOString();
}

/** Stands for all but the times of an object. */
function contentHash({ created: _, modified: __, ...content }: StixObject): string {
  return hash('sha256', JSON.stringify(content), 'hex');
}
