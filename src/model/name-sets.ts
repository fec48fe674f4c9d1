import type { SetKey } from '../generated/mapping-set.ts';
import type { ParsedRecord } from '../records.ts';
import type { DocumentRecords } from './assemble.ts';
import { compareText } from './compare.ts';
import { KEY_MEMBERS, normaliseKey, setPath } from './set-key.ts';
import { statedFor } from './stated-key.ts';

/** What a set is called of which nobody says it. */
const UNKNOWN = 'unknown';

/** Records of one set, whose key may have members that nobody states. */
export interface NamedRecords {
  readonly key: SetKey;
  /** Members of the key that are called unknown. */
  readonly unknown: readonly (keyof SetKey)[];
  readonly documents: readonly DocumentRecords[];
}

/**
 * Takes documents apart by the sets that they speak of, in path order, without a pipeline that names
 * them: what a document does not say is as stated, or else `unknown`. Findings stay with the first
 * set of their document.
 */
export function nameSets(
  documents: readonly DocumentRecords[],
  stated: Partial<SetKey>,
): NamedRecords[] {
  const sets = new Map<
    string,
    { key: SetKey; unknown: (keyof SetKey)[]; documents: DocumentRecords[] }
  >();
  for (const { document, records } of documents) {
    const parts = new Map<string, ParsedRecord[]>();
    const findings: ParsedRecord[] = [];
    const complete = statedFor(records, stated);
    for (const record of records) {
      if (record.kind === 'diagnostic') {
        findings.push(record);
        continue;
      }
      const { key, unknown } = nameOf(complete(record.set));
      const path = setPath(key);
      if (!sets.has(path)) sets.set(path, { key, unknown, documents: [] });
      const part = parts.get(path);
      if (part) part.push(record);
      else parts.set(path, [record]);
    }
    for (const [i, [path, part]] of [...parts].entries()) {
      sets
        .get(path)
        ?.documents.push({ document, records: i === 0 ? [...part, ...findings] : part });
    }
  }
  return [...sets].sort(([a], [b]) => compareText(a, b)).map(([, set]) => set);
}

function nameOf(known: Partial<SetKey>) {
  const unknown = KEY_MEMBERS.filter((member) => !known[member]);
  const named = Object.fromEntries(KEY_MEMBERS.map((member) => [member, known[member] || UNKNOWN]));
  return { key: normaliseKey(named as unknown as SetKey), unknown };
}
