import type { LedgerEntry } from '../../generated/stix-ledger.ts';
import { attackObjects, referencesOf } from './attack-objects.ts';
import { type BundleLine, bundleLine } from './bundle.ts';
import { departed, revoke } from './departed.ts';
import type { Family, FamilySet } from './family.ts';
import type { StixObject } from './objects.ts';
import type { StixSettings } from './options.ts';
import { setObjects } from './set-objects.ts';

/** The bundle of one set: lines, since the objects need not stay. */
export interface MadeBundle {
  readonly lines: readonly BundleLine[];
  /** What the ledger says of its objects; empty where none is kept. */
  readonly entries: readonly LedgerEntry[];
  /** The lines of objects that are new, or in another version than the ledger knew. */
  readonly changed: readonly BundleLine[];
}

export async function makeBundle(
  own: FamilySet,
  family: Family,
  { attackObjects: wanted }: StixSettings,
): Promise<MadeBundle> {
  const { path, attack } = own.rows.dated;
  const { history } = own.context;
  const before = family.ledger?.of(path);
  const lines: BundleLine[] = [];
  const entries: LedgerEntry[] = [];
  const changed: BundleLine[] = [];
  const made = new Set<string>();
  const references = new Set<string>();
  const take = (object: StixObject) => {
    const line = bundleLine(object);
    lines.push(line);
    made.add(object.id);
    if (wanted === 'full') for (const id of referencesOf(object)) references.add(id);
    if (before === undefined) return;
    const entry = history.entryOf(object);
    entries.push(entry);
    if (isChanged(before.get(entry.id), entry)) changed.push(line);
  };
  for (const object of setObjects(own.rows, own.context)) take(object);
  const { staying, leaving } = departed(own, family, made);
  for (const object of staying) take(object);
  for (const object of await revoke(leaving, own, family)) take(object);
  if (wanted === 'full') {
    for (const object of await attackObjects(references, made, attack)) {
      lines.push(bundleLine(object));
    }
  }
  return { lines, entries, changed };
}

function isChanged(before: LedgerEntry | undefined, now: LedgerEntry): boolean {
  return before?.modified !== now.modified || before?.sha256 !== now.sha256;
}
