import { compareText } from '../model/compare.ts';
import type { SourceRow } from '../records.ts';
import type { KeptObject } from './rule.ts';
import { stixTime } from './stix-time.ts';

/** Members that tell one version of an object from another (STIX 2.1, 3.6). */
export type TimeMember = 'created' | 'modified';

/** The times that an object should have: observables have none, a marking has no versions (7.2.1). */
export function timeMembersOf(...versions: readonly SourceRow[]): readonly TimeMember[] {
  const hasTimes = versions.some(
    ({ created, modified }) => created !== undefined || modified !== undefined,
  );
  if (!hasTimes) return [];
  return versions.some(isMarking) ? ['created'] : ['created', 'modified'];
}

export function isMarking({ type }: SourceRow): boolean {
  return type === 'marking-definition';
}

/** Permanent (STIX 2.1, 3.2): no version comes after it. */
export function isRevoked({ revoked }: SourceRow): boolean {
  return revoked === true;
}

/**
 * Whether the modified time of an object went on (above 0), back (below) or stayed; undefined for
 * what has no versions and where a time cannot be read.
 */
export function modifiedOrder({ older, newer }: KeptObject): number | undefined {
  if (!timeMembersOf(older, newer).includes('modified')) return undefined;
  return timeOrder(older.modified, newer.modified);
}

/** Above 0 when the second timestamp is the later one; undefined where one cannot be read. */
export function timeOrder(first: unknown, second: unknown): number | undefined {
  const [a, b] = [stixTime(first), stixTime(second)];
  return a === undefined || b === undefined ? undefined : compareText(b, a);
}
