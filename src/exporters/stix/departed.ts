import { AttackMappingsError } from '../../errors.ts';
import type { LedgerEntry } from '../../generated/stix-ledger.ts';
import { artifactName } from '../../model/artifact-name.ts';
import { compareText } from '../../model/compare.ts';
import type { Family, FamilySet } from './family.ts';
import { nextVersion } from './history.ts';
import type { StixObject } from './objects.ts';
import { storedObjects } from './stored-bundle.ts';

/** What earlier bundles of a set held and the set no longer speaks of. */
export interface Departed {
  /**
   * Objects that another set of the family speaks of, those that are revoked already, and markings
   * and identities that they may refer to.
   */
  readonly staying: readonly StixObject[];
  /** Objects that are to be revoked in this build. */
  readonly leaving: readonly LedgerEntry[];
}

/** What is in the ledger of a set and not among the ids that were made of it. */
export function departed(
  { rows, context }: FamilySet,
  { ledger, drafts }: Family,
  made: { has(id: string): boolean },
): Departed {
  const staying: StixObject[] = [];
  const leaving: LedgerEntry[] = [];
  for (const own of ledger?.of(rows.dated.path).values() ?? []) {
    if (made.has(own.id)) continue;
    // Another bundle of the family may know a later version.
    const entry = ledger?.entries.get(own.id) ?? own;
    const draft = entry.object ? undefined : drafts().get(entry.id);
    if (entry.object) staying.push(entry.object);
    else if (draft) staying.push(context.history.version(draft, context.authorship));
    else leaving.push(entry);
  }
  return { staying, leaving };
}

/**
 * Objects as they stay in the bundle, revoked (STIX 2.1, 3.6): as they were last published, from the
 * earlier bundle. Rejects with `export` when that does not hold them.
 */
export async function revoke(
  leaving: readonly LedgerEntry[],
  { rows: { dated } }: FamilySet,
  { ledger, sets }: Family,
): Promise<StixObject[]> {
  if (ledger === undefined || leaving.length === 0) return [];
  // One date for all bundles that it leaves.
  const updated = sets.map(({ rows }) => rows.dated.updated).sort(compareText);
  const wanted = new Map(leaving.map((entry) => [entry.id, entry]));
  const found = new Map<string, StixObject>();
  const name = artifactName(dated.set, 'stix-bundle', 'json');
  for await (const text of ledger.earlier(dated.path, name)) {
    for (const object of storedObjects(text, dated.path)) {
      const entry = wanted.get(object.id);
      if (entry === undefined) continue;
      // Where a build was killed before its ledger was in place, the bundle is one version ahead.
      if (object.modified === entry.modified || !found.has(object.id)) found.set(object.id, object);
    }
  }
  const lost = leaving.find(({ id }) => !found.has(id));
  if (lost !== undefined) {
    throw new AttackMappingsError(
      'export',
      dated.path,
      `${leaving.length - found.size} objects are gone, as ${lost.id}, and have to stay in the bundle as revoked; the bundle beside their ledger does not hold them: restore it as it was published`,
    );
  }
  return leaving.map(({ id, created, modified = created }) =>
    revokedObject(found.get(id), created, nextVersion(modified, updated.at(-1) ?? '')),
  );
}

/** The mark stands with the other common properties. */
function revokedObject(
  object: StixObject | undefined,
  created: string,
  modified: string,
): StixObject {
  const {
    type,
    spec_version,
    id,
    created_by_ref,
    created: _,
    modified: __,
    ...rest
  } = object as StixObject;
  return { type, spec_version, id, created_by_ref, created, modified, revoked: true, ...rest };
}
