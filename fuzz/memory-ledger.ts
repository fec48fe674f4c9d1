import type { Ledger } from '../src/contracts.ts';
import type { LedgerEntry, StixLedger } from '../src/generated/stix-ledger.ts';

/** The ledger of a family as the files of the build before left it, by path of the set. */
export function memoryLedger(files: ReadonlyMap<string, string>): Ledger {
  const own = new Map<string, Map<string, LedgerEntry>>();
  const entries = new Map<string, LedgerEntry>();
  for (const [path, text] of files) {
    if (!path.endsWith('/stix-ledger.json')) continue;
    const { objects }: StixLedger = JSON.parse(text);
    own.set(folderOf(path), new Map(objects.map((entry) => [entry.id, entry])));
    for (const entry of objects) {
      const known = entries.get(entry.id);
      if ((known?.modified ?? '') <= (entry.modified ?? '')) entries.set(entry.id, entry);
    }
  }
  return {
    entries,
    of: (path) => own.get(path) ?? new Map(),
    async *earlier(path, name) {
      const text = files.get(`${path}/${name}`);
      if (text !== undefined) yield text;
    },
  };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
