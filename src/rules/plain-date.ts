import { isoDate } from '../model/dates.ts';

const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const MONTH = '(?<month>[a-z]{3,9})\\.?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?<year>\\d{4})';
/** Forms in which a date can be read in one way only. */
const FORMS: readonly RegExp[] = [
  new RegExp(`^${YEAR}[-/.](?<number>\\d{1,2})[-/.](?<day>\\d{1,2})$`),
  new RegExp(`^${MONTH} ${DAY},? ${YEAR}$`, 'i'),
  new RegExp(`^${DAY}[ -]${MONTH}[ -]${YEAR}$`, 'i'),
];
/** Month first or day first: plain where one of the two is no month, or both are the same. */
const TWO_NUMBERS = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

/** A date that no one could read otherwise, as MM/DD/YYYY; undefined for every other text. */
export function plainDate(text: string): string | undefined {
  const [, first = '', second = '', year = ''] = TWO_NUMBERS.exec(text) ?? [];
  if (year !== '') {
    const [a, b] = [Number(first), Number(second)];
    if (a > 12 || a === b) return american(year, second, first);
    return b > 12 ? american(year, first, second) : undefined;
  }
  for (const form of FORMS) {
    const { year: y, month, number, day } = form.exec(text)?.groups ?? {};
    if (y !== undefined && day !== undefined) return american(y, number ?? monthOf(month), day);
  }
  return undefined;
}

/** A name, cut to three letters or more, as its number; 0 when it is none. */
function monthOf(name = ''): string {
  const index = MONTHS.findIndex((month) => month.startsWith(name.toLowerCase()));
  return String(index + 1);
}

function american(year: string, month: string, day: string): string | undefined {
  const text = `${month.padStart(2, '0')}/${day.padStart(2, '0')}/${year}`;
  return isoDate(text) === undefined ? undefined : text;
}
