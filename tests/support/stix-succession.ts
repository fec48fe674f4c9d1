import canonicalize from 'canonicalize';
import { GENERATOR_IDENTITY } from '../../src/exporters/stix/generator.ts';
import { type Bundle, type Json, records } from './stix-rules/types.ts';

/**
 * What became of the objects of a bundle in the next one, against STIX 2.1, 3.2 and 3.6, and our own
 * rules: nothing vanishes, what did not change keeps its bytes. Breaches as `what: id`, in no order;
 * the bytes of an object are those of JSON.stringify. Where the generator made objects, only those
 * are looked at.
 */
export function successionBreaches(old: Bundle, next: Bundle): string[] {
  const before = states(old);
  const after = states(next);
  const hasOurs = [...before.values(), ...after.values()].some(isMadeByUs);
  const isLookedAt = (object: Json) =>
    !hasOurs || isMadeByUs(object) || object.id === GENERATOR_IDENTITY.id;
  const ids = [...new Set([...before.keys(), ...after.keys()])].filter((id) =>
    [before.get(id), after.get(id)].some((object) => object !== undefined && isLookedAt(object)),
  );
  const gone = ids.filter((id) => !after.has(id) && mustStay(before.get(id)));
  return [
    ...(haveCommon(before, after, ids) ? gone.map((id) => `missing: ${id}`) : ['unrelated']),
    ...ids.flatMap((id) => ofOne(before.get(id), after.get(id)).map((what) => `${what}: ${id}`)),
  ];
}

function ofOne(was: Json | undefined, is: Json | undefined): string[] {
  if (is === undefined) return [];
  return was === undefined ? ofNew(is) : ofBoth(was, is);
}

type States = ReadonlyMap<string, Json>;

/** The object with the latest time under each id; the first one where times do not tell. */
function states({ objects }: Bundle): States {
  const found = new Map<string, Json>();
  for (const object of records(objects)) {
    if (typeof object.id !== 'string') continue;
    const known = found.get(object.id);
    const time = instant(object.modified);
    if (known === undefined || (time ?? -1n) > (instant(known.modified) ?? -1n)) {
      found.set(object.id, object);
    }
  }
  return found;
}

function isMadeByUs({ created_by_ref }: Json): boolean {
  return created_by_ref === GENERATOR_IDENTITY.id;
}

const CONSTANT = /^(?:marking-definition|extension-definition|identity)$/;

function haveCommon(before: States, after: States, ids: readonly string[]): boolean {
  const old = ids.filter((id) => before.has(id));
  const own = old.filter((id) => !CONSTANT.test(String(before.get(id)?.type)));
  return (own.length > 0 ? own : [...before.keys()]).some((id) => after.has(id));
}

function mustStay(object: Json = {}): boolean {
  if (CONSTANT.test(String(object.type)) || isOfMitre(object)) return false;
  return object.created !== undefined || object.modified !== undefined;
}

function isOfMitre({ type, created_by_ref, external_references }: Json): boolean {
  return (
    /^x-mitre-/.test(String(type)) ||
    created_by_ref === 'identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5' ||
    records(external_references).some(({ source_name }) =>
      /^mitre-(?:mobile-|ics-)?attack$/.test(String(source_name)),
    )
  );
}

function ofNew(object: Json): string[] {
  const times = timesOf(object).map((name) => instant(object[name]));
  const [created, modified] = times;
  const unknown = times.filter((time) => time === undefined).map(() => 'time');
  const isBefore = created !== undefined && modified !== undefined && modified < created;
  return isBefore ? ['modified before created'] : unknown;
}

function ofBoth(was: Json, is: Json): string[] {
  const times = timesOf(was, is);
  const isUnknown = (name: string) =>
    instant(was[name]) === undefined || instant(is[name]) === undefined;
  const unknown = times.filter(isUnknown);
  const moved = (name: string) => {
    if (!times.includes(name) || isUnknown(name)) return 0;
    const [from = 0n, to = 0n] = [instant(was[name]), instant(is[name])];
    return to > from ? 1 : to < from ? -1 : 0;
  };
  const isSame = contentOf(was, times) === contentOf(is, times);
  return [
    ...unknown.map(() => 'time'),
    ...(moved('created') === 0 ? [] : ['created']),
    ...ofVersion(),
    ...(isSame && times.every(keepsTime) && JSON.stringify(was) !== JSON.stringify(is)
      ? ['bytes']
      : []),
  ];

  function ofVersion(): string[] {
    if (was.revoked === true) {
      const stays = is.revoked === true && isSame && moved('modified') === 0;
      return stays ? [] : ['revoked'];
    }
    if ([was, is].some(({ type }) => type === 'marking-definition')) {
      return isSame ? [] : ['change'];
    }
    if (moved('modified') < 0) return ['back'];
    if (isSame) return moved('modified') > 0 ? ['no change'] : [];
    const isVersioned = times.includes('modified') && !isUnknown('modified');
    return isVersioned && moved('modified') === 0 ? ['change'] : [];
  }

  function keepsTime(name: string): boolean {
    return isUnknown(name) ? was[name] === is[name] : moved(name) === 0;
  }
}

/** Observables have no times, markings are never modified. */
function timesOf(...objects: readonly Json[]): string[] {
  const all = objects.flatMap(({ created, modified }) => [created, modified]);
  if (all.every((time) => time === undefined)) return [];
  return objects.some(({ type }) => type === 'marking-definition')
    ? ['created']
    : ['created', 'modified'];
}

/** RFC 8785 of all but the times. */
function contentOf(object: Json, times: readonly string[]): string {
  const rest = Object.entries(object).filter(([name]) => !times.includes(name));
  return canonicalize(rest.sort(([a], [b]) => (a < b ? -1 : 1))) ?? '';
}

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?Z$/;
/** More digits below the second than any time in a test has. */
const DIGITS = 40;

/** A timestamp as one number of all its digits. */
function instant(value: unknown): bigint | undefined {
  const parts = typeof value === 'string' ? TIMESTAMP.exec(value) : null;
  if (parts === null) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = parts;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isDate = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isDate || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const fraction = (parts[7] ?? '').padEnd(DIGITS, '0');
  return BigInt(year + month + day + hour + minute + second + fraction);
}
