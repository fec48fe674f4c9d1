/** A number that a list leaves behind, before a reference or on a line of its own. */
const NUMBER = /^\d{1,4}[.)](?: |$)/;

/** True for a line that may stand below "References": one with an address, a lone number, a blank one. */
export function isReferenceLine(text: string): boolean {
  return text === '' || hasAddress(text) || (NUMBER.test(text) && text.length <= 5);
}

/**
 * References of the lines below "References". A line of several addresses and nothing else holds
 * several; words beside an address stay with it, the number of a list goes.
 */
export function readReferences(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const words = line.split(' ').filter((word) => word !== '' && !NUMBER.test(word));
    if (words.length > 0 && words.every(hasAddress)) return words;
    const text = line.replace(NUMBER, '');
    return text === '' ? [] : [text];
  });
}

function hasAddress(text: string): boolean {
  return text.includes('://');
}
