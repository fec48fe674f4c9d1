import { jsonPointer } from '../model/json-pointer.ts';
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  isName,
  nameAt,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  stringEnd,
} from './json-scan.ts';

/** A member that a text has and its value has not, because it stands again after it. */
export interface JsonDuplicate {
  readonly name: string;
  /** Of both: a pointer cannot tell them apart. */
  readonly pointer: string;
  /** Where the second one begins, in UTF-16 code units from 0. */
  readonly offset: number;
}

/**
 * Members that stand twice in a JSON text: of those JSON.parse keeps the last without a word. `value`
 * is what it made of the text. Counting names is quick, so only a text that has more of them than
 * its value is looked through. At most `most` are returned.
 */
export function jsonDuplicates(text: string, value: unknown, most: number): JsonDuplicate[] {
  return namesInText(text) === namesInValue(value) ? [] : findDuplicates(text, most);
}

/** Within strings nothing is a name, and outside of them only a string can be one. */
function namesInText(text: string): number {
  let names = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    at = stringEnd(text, at);
    if (isName(text, at)) names += 1;
  }
  return names;
}

function namesInValue(value: unknown): number {
  let names = 0;
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === null || typeof next !== 'object') continue;
    const members: unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (members !== next) names += members.length;
    for (const member of members) {
      if (member !== null && typeof member === 'object') open.push(member);
    }
  }
  return names;
}

interface Open {
  /** Undefined for a list. */
  readonly names: Set<string> | undefined;
  /** The member that is being read, or the position in a list. */
  name: string;
  index: number;
}

function findDuplicates(text: string, most: number): JsonDuplicate[] {
  const found: JsonDuplicate[] = [];
  const open: Open[] = [];
  for (let at = 0; at < text.length && found.length < most; at += 1) {
    const code = text.charCodeAt(at);
    const here = open.at(-1);
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      if (here?.names && isName(text, end)) {
        here.name = nameAt(text, at, end);
        if (here.names.has(here.name)) {
          const pointer = jsonPointer(
            ...open.map(({ names, name, index }) => (names ? name : String(index))),
          );
          found.push({ name: here.name, pointer, offset: at });
        }
        here.names.add(here.name);
      }
      at = end - 1;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      open.push({ names: code === OPEN_OBJECT ? new Set() : undefined, name: '', index: 0 });
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) open.pop();
    else if (code === 0x2c && here) here.index += 1;
  }
  return found;
}
