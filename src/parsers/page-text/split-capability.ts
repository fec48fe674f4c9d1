import { frameworkOfId } from '../../model/id-shapes.ts';

/** What stands before the mapping type, taken apart. Without `id`, where it ends cannot be told. */
export interface CapabilityText {
  readonly id?: string;
  readonly description: string;
}

/** Most words that an enumeration value is looked for in. */
const MOST_WORDS = 12;

/**
 * "<id> <description>", apart by one space. An id is one word, with enhancement numbers after it
 * (`AC-2 (1)`), except in VERIS, where a value may have several. There the id ends where the
 * description repeats the value (`action.hacking.variety.Brute force Brute force attacks`), or
 * where nothing but a value stands; anything else cannot be decided.
 */
export function splitCapability(text: string): CapabilityText {
  const words = text.split(' ');
  const first = words[0] ?? '';
  if (frameworkOfId(first) === 'veris') return splitEnumeration(text, words);
  let end = 1;
  while (end < words.length && frameworkOfId(words.slice(0, end + 1).join(' ')) === 'nist_800_53') {
    end += 1;
  }
  return { id: words.slice(0, end).join(' '), description: words.slice(end).join(' ') };
}

function splitEnumeration(text: string, words: readonly string[]): CapabilityText {
  if (words.length === 1) return { id: text, description: '' };
  const [axis = '', ...others] = words;
  const value = [axis.slice(axis.lastIndexOf('.') + 1), ...others].map(bare);
  const ends: number[] = [];
  for (let n = 1; n <= Math.min(MOST_WORDS, Math.floor(value.length / 2)); n += 1) {
    if (value.slice(0, n).every((word, i) => word !== '' && word === value[n + i])) ends.push(n);
  }
  const [end] = ends;
  if (end === undefined || ends.length > 1) return { description: text };
  return { id: words.slice(0, end).join(' '), description: words.slice(end).join(' ') };
}

/** A word without letter case and the punctuation that ends it. */
function bare(word: string): string {
  return word.toLowerCase().replace(/[.,;:]$/, '');
}
