import { AttackMappingsError } from '../../errors.ts';
import { readJson } from '../../formats/read-json.ts';
import type { LedgerEntry } from '../../generated/stix-ledger.ts';
import { artifactName } from '../../model/artifact-name.ts';
import { compareText } from '../../model/compare.ts';
import { isRecord } from '../../model/json-value.ts';
import type { Family, FamilySet } from './family.ts';
import { nextVersion } from './history.ts';
import type { StixObject } from './objects.ts';

/** Made for everybody and never revoked: a bundle that does not need them leaves them out. */
const CONSTANTS = new Set(['extension-definition', 'identity', 'marking-definition']);

/** What earlier bundles of a set held and the set no longer speaks of. */
export interface Departed {
  /** Objects that another set of the family speaks of, and those that are revoked already. */
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
  for (const entry of ledger?.of(rows.dated.path).values() ?? []) {
    const { id, object } = entry;
    if (made.has(id) || CONSTANTS.has(id.slice(0, id.indexOf('--')))) continue;
    const draft = object ? undefined : drafts().get(id);
    if (object) staying.push(object);
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
  const revoked: StixObject[] = [];
  for await (const text of ledger.earlier(
    dated.path,
    artifactName(dated.set, 'stix-bundle', 'json'),
  )) {
    for (const object of objectsIn(text, dated.path)) {
      const { created, modified } = wanted.get(object.id) ?? {};
      if (created === undefined || modified === undefined) continue;
      revoked.push(revokedObject(object, created, nextVersion(modified, updated.at(-1) ?? '')));
      wanted.delete(object.id);
    }
  }
  const [first] = wanted.keys();
  if (first === undefined) return revoked;
  throw new AttackMappingsError(
    'export',
    dated.path,
    `${wanted.size} objects are gone, as ${first}, and have to stay in the bundle as revoked; the bundle beside their ledger does not hold them: restore it as it was published`,
  );
}

function* objectsIn(text: string, path: string): Generator<StixObject> {
  const bundle = readJson(Buffer.from(text), path);
  if (!isRecord(bundle) || !Array.isArray(bundle.objects)) return;
  for (const object of bundle.objects) {
    if (isRecord(object) && typeof object.id === 'string' && typeof object.type === 'string')
      yield object as StixObject;
  }
}

/** The mark stands with the other common properties. */
function revokedObject(object: StixObject, created: string, modified: string): StixObject {
  const { type, spec_version, id, created_by_ref, created: _, modified: __, ...rest } = object;
  return { type, spec_version, id, created_by_ref, created, modified, revoked: true, ...rest };
}
