import { parsePointer } from '../model/json-pointer.ts';
import {
  afterSpace,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COMMA,
  nameAt,
  OPEN_LIST,
  OPEN_OBJECT,
  stringEnd,
  valueEnd,
} from './json-scan.ts';

/** Where a value stands in a JSON text: offsets in UTF-16 code units from 0. */
interface JsonSpan {
  /** The value: its first unit, and the one after its last. */
  readonly start: number;
  readonly end: number;
  /** Where the element of a list, or the member of an object with its name, begins. */
  readonly elementStart: number;
  /** Position among the elements or members, from 0. */
  readonly index: number;
  /** The comma, or opening bracket, before the element; undefined for the whole document. */
  readonly before: number | undefined;
  /** Where the next element begins; undefined for the last one. */
  readonly next: number | undefined;
}

/** Where a finding is shown. */
export interface JsonPlace extends JsonSpan {
  /** The pointer asked for, or, where nothing is there, that of its nearest ancestor. */
  readonly pointer: string;
}

/**
 * The places of values in a text that JSON.parse takes, by the pointers asked for, in one pass that
 * skips what no pointer leads into. Of members that stand twice the last one counts, as JSON.parse
 * has it. Takes time in proportion to text and pointers, and no stack for depth.
 */
export function jsonPlaces(text: string, pointers: Iterable<string>): Map<string, JsonPlace> {
  const root = new Wanted(undefined, '');
  const asked = new Map<string, Wanted>();
  for (const pointer of pointers) {
    if (!asked.has(pointer)) asked.set(pointer, root.descendant(pointer));
  }
  scan(text, root);
  return new Map([...asked].map(([pointer, wanted]) => [pointer, wanted.place()]));
}

/** A value that was asked for, or one on the way to it. */
class Wanted {
  readonly parent: Wanted | undefined;
  readonly pointer: string;
  readonly children = new Map<string, Wanted>();
  span: { -readonly [K in keyof JsonSpan]: JsonSpan[K] } | undefined;
  /** Which value this was found as; a member that stands again is another one. */
  visit = 0;
  /** The parent's visit at that time. */
  within = 0;

  constructor(parent: Wanted | undefined, pointer: string) {
    this.parent = parent;
    this.pointer = pointer;
  }

  descendant(pointer: string): Wanted {
    let here: Wanted = this;
    let end = 0;
    for (const name of parsePointer(pointer)) {
      end = pointer.indexOf('/', end + 1);
      const path = end === -1 ? pointer : pointer.slice(0, end);
      const child = here.children.get(name) ?? new Wanted(here, path);
      here.children.set(name, child);
      here = child;
    }
    return here;
  }

  /** Its place, or that of its nearest ancestor. */
  place(): JsonPlace {
    const way: Wanted[] = [];
    for (let here: Wanted | undefined = this; here !== undefined; here = here.parent)
      way.push(here);
    let found = way.pop() as Wanted;
    for (let next = way.pop(); next !== undefined; next = way.pop()) {
      if (next.span === undefined || next.within !== found.visit) break;
      found = next;
    }
    const whole = {
      start: 0,
      end: 0,
      elementStart: 0,
      index: 0,
      before: undefined,
      next: undefined,
    };
    return { pointer: found.pointer, ...(found.span ?? whole) };
  }
}

/** A list or object that is being gone through. */
interface Open {
  readonly wanted: Wanted;
  readonly isObject: boolean;
  /** Elements begun so far. */
  count: number;
  /** The last comma, or the opening bracket. */
  before: number;
  /** The last element, when it was wanted. */
  previous: Wanted | undefined;
}

function scan(text: string, root: Wanted): void {
  const open: Open[] = [];
  let visits = 0;
  let at = afterSpace(text, 0);
  at = value(root, at, { elementStart: at, index: 0, before: undefined, next: undefined });
  for (let here = open.at(-1); here !== undefined && at < text.length; here = open.at(-1)) {
    at = afterSpace(text, at);
    const code = text.charCodeAt(at);
    if (code === COMMA) {
      here.before = at;
      at += 1;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      at += 1;
      if (here.wanted.span) here.wanted.span.end = at;
      open.pop();
    } else at = element(here, at);
  }

  /** Goes over one element or member, or into it. */
  function element(here: Open, elementStart: number): number {
    let start = elementStart;
    let name = String(here.count);
    if (here.isObject) {
      const end = stringEnd(text, elementStart);
      name = nameAt(text, elementStart, end);
      // After the colon.
      start = afterSpace(text, afterSpace(text, end) + 1);
    }
    if (here.previous?.span) here.previous.span.next = elementStart;
    const wanted = here.wanted.children.get(name);
    const index = here.count;
    here.count += 1;
    here.previous = wanted;
    if (wanted === undefined) return valueEnd(text, start);
    wanted.within = here.wanted.visit;
    return value(wanted, start, { elementStart, index, before: here.before, next: undefined });
  }

  function value(wanted: Wanted, start: number, around: Omit<JsonSpan, 'start' | 'end'>): number {
    visits += 1;
    wanted.visit = visits;
    const code = text.charCodeAt(start);
    const isObject = code === OPEN_OBJECT;
    if (wanted.children.size > 0 && (isObject || code === OPEN_LIST)) {
      wanted.span = { start, end: start + 1, ...around };
      open.push({ wanted, isObject, count: 0, before: start, previous: undefined });
      return start + 1;
    }
    const end = valueEnd(text, start);
    wanted.span = { start, end, ...around };
    return end;
  }
}
