import { isoDate } from '../model/dates.ts';

const DATE = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const SECONDS = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)';
const TIME = new RegExp(`^(${DATE}T${SECONDS})(?:\\.(\\d+))?Z$`);
const DATE_LENGTH = '2024-01-01'.length;

/**
 * A STIX timestamp (STIX 2.1, 2.15) in a form that `compareText` orders by time: UTC, with any number
 * of digits below the second, of which the zeros at the end say nothing. Undefined when it is none.
 */
export function stixTime(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, seconds, fraction = ''] = TIME.exec(value) ?? [];
  if (seconds === undefined || !isInMonth(seconds.slice(0, DATE_LENGTH))) return undefined;
  return seconds + withoutZeros(fraction);
}

/** Months differ in their last days only; large bundles have many times. */
function isInMonth(date: string): boolean {
  return Number(date.slice(-2)) <= 28 || isoDate(date) !== undefined;
}

/** Not by an expression: many zeros before another digit would take it a long time. */
function withoutZeros(digits: string): string {
  let end = digits.length;
  while (digits.charAt(end - 1) === '0') end -= 1;
  return digits.slice(0, end);
}
