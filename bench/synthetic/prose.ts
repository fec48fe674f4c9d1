import { below, oneOf, type Random } from './random.ts';

const WORDS =
  'access account activity adversary alert analysis application attack audit authentication behavior block capability cloud configuration control credential data defender detect device domain email endpoint event execution file identity incident investigate isolation limit log malicious management mitigate monitor network permission policy prevent privilege protect provide recover reduce remote report request resource response restrict review risk rule scan secure service session software storage suspicious système “trusted” traffic update user “zero-day” vulnerability'.split(
    ' ',
  );
const JOINTS = ['the', 'of', 'and', 'to', 'a', 'in', 'by', 'with', 'for', 'that', 'can', 'is'];
const LICENSES = ['Microsoft Entra ID P2', 'Microsoft Defender for Office 365 plan 1', 'E5'];

/** Characters of text that comments are cut from. */
const POOL = 65_536;

/** Makes texts of a wanted length in UTF-16 code units. */
export type Prose = (length: number) => string;

/** Comments as people write them: sentences, paragraphs, quotation marks, now and then another script. */
export function prose(random: Random): Prose {
  let pool = '';
  while (pool.length < POOL) pool += sentence(random);
  return (length) => {
    // A comment is a piece of the pool, again and again where it is longer.
    let text = '';
    while (text.length < length) {
      const start = below(pool.length, random);
      text += pool.slice(start, start + length - text.length);
    }
    // Blanks at the ends are not part of a text, and would make it shorter.
    return length === 0 ? '' : `A${text.slice(1, -1)}.`.slice(0, length);
  };
}

/** The sentence on licences that a good half of the comments of licensed products end with. */
export function licenseText(random: Random): string {
  return `\n\nLicense Requirements: \n${oneOf(LICENSES, random)}`;
}

function sentence(random: Random): string {
  const words = Array.from({ length: 6 + below(18, random) }, () =>
    oneOf(random() < 0.45 ? JOINTS : WORDS, random),
  );
  const text = words.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.${random() < 0.15 ? '\n\n' : ' '}`;
}
