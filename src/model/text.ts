const ODD = /[\r\u00a0\u200b-\u200d\u2060\ufeff]/;

/**
 * The one text normalisation: line ends become `\n`, no-break spaces spaces, zero-width characters
 * go, edges are trimmed; inner line breaks stay. Empty text is no text.
 */
export function normaliseText(text: string): string | undefined {
  if (text === '') return undefined;
  if (isInk(text.charCodeAt(0)) && isInk(text.charCodeAt(text.length - 1)) && !ODD.test(text)) {
    return text;
  }
  const normal = text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .trim();
  return normal === '' ? undefined : normal;
}

/** A visible ASCII character, which no edge of text needs trimming for. */
function isInk(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

/** What a terminal obeys or a log takes for the end of a line, and what turns the direction of text. */
const STEERING = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Text on one line that shows what it holds, as escapes where it could steer a terminal or a log. */
export function visible(text: string): string {
  return text.replace(STEERING, escapeControl);
}

/** Cuts text for a message, so that a hostile value cannot fill a screen. */
export function shorten(text: string, length = 80): string {
  // What is cut off anyway need not be looked at.
  const shown = visible(text.slice(0, length + 1));
  if (shown.length <= length && text.length <= length) return shown;
  return `${shown.slice(0, length)}… (${text.length} characters)`;
}

/** As in JSON, which leaves those above U+007E as they are: terminals obey some of them too. */
function escapeControl(char: string): string {
  const code = char.charCodeAt(0);
  return code < 0x20
    ? JSON.stringify(char).slice(1, -1)
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** True when two texts differ in white space at most. */
export function sameWords(a: string, b: string): boolean {
  return a === b || a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();
}
