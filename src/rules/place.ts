import type { Place } from '../generated/run-report.ts';
import { jsonPointer } from '../model/json-pointer.ts';
import type { SourceRow } from '../records.ts';
import type { CheckedRow, Edit } from './rule.ts';

/** The place of members within a place that is a JSON pointer; of any other, the place itself. */
export function at(place: Place, ...members: readonly string[]): Place {
  if (place.pointer === undefined) return place;
  return { ...place, pointer: place.pointer + jsonPointer(...members) };
}

/** The field of a row where the document has it, else the row. */
export function fieldOf({ fields, place }: CheckedRow, name: string): Place {
  return memberOf(fields, place, name);
}

/** The same for any object of a document. */
export function memberOf(object: SourceRow, place: Place, name: string): Place {
  return Object.hasOwn(object, name) ? at(place, name) : place;
}

/** Values in place of the one at a place: nothing where that is no JSON pointer. */
export function edit(place: Place, ...values: readonly unknown[]): { edits?: readonly Edit[] } {
  return place.pointer === undefined ? {} : { edits: [{ pointer: place.pointer, values }] };
}
