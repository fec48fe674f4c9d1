import { compareText } from '../model/compare.ts';
import { jsonPointer } from '../model/json-pointer.ts';
import { isRecord } from '../model/json-value.ts';
import { sameJson } from '../model/same-json.ts';
import type { SourceRow } from '../records.ts';
import type { CheckedSuccession, KeptObject, StixVersion } from './rule.ts';
import { isConstant } from './stix-constant.ts';
import { stixTime } from './stix-time.ts';
import { timeMembersOf } from './stix-version.ts';

/** The objects of a bundle. */
export interface BundleContent {
  readonly objects: readonly unknown[];
  /** Each as it is written. */
  readonly texts: readonly string[];
}

export interface TwoBundles {
  /** The path of the later one. */
  readonly file: string;
  readonly earlier: BundleContent;
  readonly later: BundleContent;
  /**
   * Id of the identity whose objects are looked at. Where it made none of them, the bundles are
   * someone else's, and all objects are.
   */
  readonly producer: string;
}

/**
 * What rules on two bundles look at. Both may be hostile: what is no object, or has no id, is passed
 * over. Takes time in proportion to both.
 */
export function checkedSuccession(bundles: TwoBundles): CheckedSuccession {
  const { file, producer } = bundles;
  const earlier = latestVersions(bundles.earlier);
  const later = latestVersions(bundles.later);
  const all = [...earlier.values(), ...later.values()];
  const isOurs = all.some(({ object }) => object.created_by_ref === producer);
  const isSubject = ({ object }: StixVersion) =>
    !isOurs || object.created_by_ref === producer || object.id === producer;

  const kept: KeptObject[] = [];
  const added: StixVersion[] = [];
  for (const newer of later.values()) {
    const older = earlier.get(newer.id);
    if (older === undefined) {
      if (isSubject(newer)) added.push(newer);
    } else if (isSubject(newer) || isSubject(older)) kept.push(keptObject(older, newer));
  }
  const vanished = [...earlier.values()].filter(
    (older) => !later.has(older.id) && isSubject(older),
  );
  return { file, kept, added, vanished, isRelated: isRelated(kept, vanished, earlier, later) };
}

interface WrittenVersion extends StixVersion {
  readonly text: string;
}

/** Of several versions of an object the latest one is its state (STIX 2.1, 3.6). */
function latestVersions({ objects, texts }: BundleContent): Map<string, WrittenVersion> {
  const latest = new Map<string, WrittenVersion>();
  for (const [i, object] of objects.entries()) {
    if (!isRecord(object) || typeof object.id !== 'string') continue;
    const known = latest.get(object.id);
    if (known && !isLater(object, known.object)) continue;
    const place = { pointer: jsonPointer('objects', String(i)) };
    latest.set(object.id, { id: object.id, object, place, text: texts[i] ?? '' });
  }
  return latest;
}

function isLater(one: SourceRow, other: SourceRow): boolean {
  const time = stixTime(one.modified);
  const known = stixTime(other.modified);
  return time !== undefined && (known === undefined || compareText(time, known) > 0);
}

function keptObject(older: WrittenVersion, newer: WrittenVersion): KeptObject {
  const { id, place } = newer;
  const isSameText = older.text === newer.text;
  const changed = isSameText ? [] : changedMembers(older.object, newer.object);
  return { id, older: older.object, newer: newer.object, place, changed, isSameText };
}

function changedMembers(older: SourceRow, newer: SourceRow): string[] {
  const times: readonly string[] = timeMembersOf(older, newer);
  const names = new Set([...Object.keys(older), ...Object.keys(newer)]);
  return [...names]
    .filter((name) => !times.includes(name))
    .filter((name) => !sameMember(older, newer, name))
    .sort(compareText);
}

function sameMember(older: SourceRow, newer: SourceRow, name: string): boolean {
  return (
    Object.hasOwn(older, name) && Object.hasOwn(newer, name) && sameJson(older[name], newer[name])
  );
}

/** What every bundle of a producer has says nothing; where there is nothing else, it has to do. */
function isRelated(
  kept: readonly KeptObject[],
  vanished: readonly StixVersion[],
  earlier: ReadonlyMap<string, StixVersion>,
  later: ReadonlyMap<string, StixVersion>,
): boolean {
  if (kept.some(({ older }) => !isConstant(older))) return true;
  if (vanished.some(({ object }) => !isConstant(object))) return false;
  return [...earlier.keys()].some((id) => later.has(id));
}
