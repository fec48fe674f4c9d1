import { compareText } from '../model/compare.ts';
import { isRecord } from '../model/json-value.ts';

/** JSON text of a value in which the order of members says nothing; undefined has a text of its own. */
export function stableText(value: unknown): string {
  return (
    JSON.stringify(value, (_, member: unknown) => (isRecord(member) ? ordered(member) : member)) ??
    ''
  );
}

function ordered(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => compareText(a, b)));
}
