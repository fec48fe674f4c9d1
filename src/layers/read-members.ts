import { jsonPointer } from '../model/json-pointer.ts';
import { inWords, isRecord } from '../model/json-value.ts';
import { shorten } from '../model/text.ts';
import type { LayerNote } from './layer-types.ts';

/** Where notes and unknown members go while a layer is read. */
export interface Reading {
  readonly notes: LayerNote[];
  readonly aside: Map<string, unknown>;
}

/** A member as it should be; undefined leaves it out. What it changes it notes. */
export type ReadMember = (value: unknown, pointer: string, reading: Reading) => unknown;

/** An object's members in their order, as the table reads them; others are put aside. */
export function readMembers(
  object: Readonly<Record<string, unknown>>,
  table: ReadonlyMap<string, ReadMember>,
  pointer: string,
  reading: Reading,
): Map<string, unknown> {
  const members = new Map<string, unknown>();
  for (const [name, value] of Object.entries(object)) {
    const place = `${pointer}${jsonPointer(name)}`;
    const read = table.get(name);
    if (read === undefined) {
      reading.aside.set(place, value);
      const what = `the member ${JSON.stringify(shorten(name))} with ${inWords(value)}`;
      leaveOut(reading, place, `${what} is of no layer format`);
      continue;
    }
    const clean = read(value, place, reading);
    if (clean !== undefined) members.set(name, clean);
  }
  return members;
}

export function leaveOut({ notes }: Reading, pointer: string, message: string): undefined {
  notes.push({ pointer, kind: 'left out', message });
  return undefined;
}

export function change<T>({ notes }: Reading, pointer: string, message: string, value: T): T {
  notes.push({ pointer, kind: 'changed', message });
  return value;
}

/** Left out when it is of another type. */
export function ofType(type: 'string' | 'boolean' | 'number'): ReadMember {
  return (value, pointer, reading) =>
    typeof value === type && (type !== 'number' || Number.isFinite(value))
      ? value
      : leaveOut(reading, pointer, `expected a ${type}, found ${inWords(value)}`);
}

/** Left out when it is none of these. */
export function oneOf(names: readonly (string | number)[]): ReadMember {
  return (value, pointer, reading) =>
    names.includes(value as string)
      ? value
      : leaveOut(reading, pointer, `expected one of ${names.join(', ')}, found ${inWords(value)}`);
}

/** A list, each element as `read` has it. */
export function listOf(read: ReadMember): ReadMember {
  return (value, pointer, reading) => {
    if (!Array.isArray(value)) {
      return leaveOut(reading, pointer, `expected a list, found ${inWords(value)}`);
    }
    const list: unknown[] = [];
    for (const [i, element] of value.entries()) {
      const clean = read(element, `${pointer}/${i}`, reading);
      if (clean !== undefined) list.push(clean);
    }
    return list;
  };
}

/** An object of these members; left out when it is no object. */
export function objectOf(table: ReadonlyMap<string, ReadMember>): ReadMember {
  return (value, pointer, reading) =>
    isRecord(value)
      ? Object.fromEntries(readMembers(value, table, pointer, reading))
      : leaveOut(reading, pointer, `expected an object, found ${inWords(value)}`);
}
