import type { SetKey } from '../generated/mapping-set.ts';
import type { ParsedRecord } from '../records.ts';

/** A set as its document names it, and what somebody says beside the document. */
export type CompleteSet = (set: Partial<SetKey>) => Partial<SetKey>;

/**
 * What a document does not say is as stated. A framework version belongs to one framework: to the
 * stated one, or to the only one of the document; of several it is nobody's.
 */
export function statedFor(records: readonly ParsedRecord[], stated: Partial<SetKey>): CompleteSet {
  const { framework_version: _, ...others } = stated;
  const frameworks = new Set<string | undefined>();
  for (const record of records) {
    if (record.kind === 'row') frameworks.add(record.set.framework ?? stated.framework);
  }
  return (set) => {
    const framework = set.framework ?? stated.framework;
    const isMeant =
      stated.framework === undefined ? frameworks.size <= 1 : framework === stated.framework;
    return { ...(isMeant ? stated : others), ...set };
  };
}
