import type { AttackIndex } from '../contracts.ts';

/** Changes when readBundle would read more or otherwise, so that old cache entries are not used. */
const COMPACT_VERSION = 3;

/** The compact form of an index, as cached by the bundle's sha256. */
export function toCompact(index: AttackIndex): string {
  return JSON.stringify({
    ...index,
    version: COMPACT_VERSION,
    techniques: [...index.techniques.values()],
  });
}

/** Undefined when the text is no compact index of this version. */
export function fromCompact(
  text: string,
  release: AttackIndex['release'],
): AttackIndex | undefined {
  try {
    const { version, techniques, ...index } = JSON.parse(text);
    if (version !== COMPACT_VERSION || techniques.length === 0) return undefined;
    const byId = new Map(techniques.map((entry: { id: string }) => [entry.id, entry]));
    return { ...index, release, techniques: byId } as AttackIndex;
  } catch {
    return undefined;
  }
}
