/** An escape of JSON: a whole surrogate pair, half of one, or any other. */
const ESCAPE = /\\(?:ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|(ud[89a-f][0-9a-f]{2})|.)/gi;

/**
 * JSON in which half of a surrogate pair is written as U+FFFD, as long as it was. RFC 7493, 2.1, does
 * not allow halves, STIX 2.1 takes valid Unicode alone (2.12), and they have no UTF-8.
 */
export function withoutHalfPairs(json: string): string {
  if (!json.includes('\\ud') && !json.includes('\\uD')) return json;
  return json.replace(ESCAPE, (whole, half?: string) => (half === undefined ? whole : '\\ufffd'));
}

/** The same for text that was read: what is left of a pair is U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
