/** Characters that JSON (RFC 8259) is made of. */
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;

// All of these take a text that JSON.parse took, and end at its end whatever it is.

export function isSpace(code: number): boolean {
  return code <= SPACE;
}

/** The next offset that is no white space. */
export function afterSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && isSpace(text.charCodeAt(next))) next += 1;
  return next;
}

/** The offset after the string that begins at `at`. */
export function stringEnd(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

/** The offset after the value that begins at `at`; what is in it is passed over. */
export function valueEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return stringEnd(text, at);
  if (first === OPEN_LIST || first === OPEN_OBJECT) return containerEnd(text, at);
  let end = at;
  while (end < text.length && !endsScalar(text.charCodeAt(end))) end += 1;
  return end;
}

function containerEnd(text: string, at: number): number {
  let depth = 0;
  for (let next = at; next < text.length; next += 1) {
    const code = text.charCodeAt(next);
    if (code === QUOTE) next = stringEnd(text, next) - 1;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) depth += 1;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      depth -= 1;
      if (depth === 0) return next + 1;
    }
  }
  return text.length;
}

function endsScalar(code: number): boolean {
  return isSpace(code) || code === COMMA || code === CLOSE_LIST || code === CLOSE_OBJECT;
}

/** The name that stands from `start` to `end` in quotes. */
export function nameAt(text: string, start: number, end: number): string {
  const name = text.slice(start + 1, end - 1);
  return name.includes('\\') ? String(JSON.parse(text.slice(start, end))) : name;
}

/** True when the string that ended before `at` is the name of a member. */
export function isName(text: string, at: number): boolean {
  return text.charCodeAt(afterSpace(text, at)) === COLON;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}
