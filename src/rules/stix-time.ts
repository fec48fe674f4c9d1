import { isoDate } from '../model/dates.ts';

const TIME =
  /^(?<seconds>(?<date>\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60))(?:\.(?<fraction>\d+))?Z$/;

/**
 * A STIX timestamp (STIX 2.1, 2.15) in a form that `compareText` orders by time: UTC, with any number
 * of digits below the second, of which the zeros at the end say nothing. Undefined when it is none.
 */
export function stixTime(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const { seconds, date, fraction = '' } = TIME.exec(value)?.groups ?? {};
  if (seconds === undefined || isoDate(date) === undefined) return undefined;
  return seconds + withoutZeros(fraction);
}

/** Not by an expression: many zeros before another digit would take it a long time. */
function withoutZeros(digits: string): string {
  let end = digits.length;
  while (digits.charAt(end - 1) === '0') end -= 1;
  return digits.slice(0, end);
}
