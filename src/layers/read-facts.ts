import { inWords, isRecord } from '../model/json-value.ts';
import { isWebAddress } from '../model/web-address.ts';
import type { LayerFact, LayerLink } from './layer-types.ts';
import { isText } from './layer-values.ts';
import { change, leaveOut, listOf, type Reading, type ReadMember } from './read-members.ts';

/** Metadata as the Navigator takes it: dividers, and items whose name and value say something. */
export const readFacts = listOf((value, pointer, reading) =>
  readItem(value, ['name', 'value'], pointer, reading),
);

/** Links as the Navigator may open them. */
export const readLinks = listOf((value, pointer, reading) => {
  const item = readItem(withScheme(value), ['label', 'url'], pointer, reading);
  if (item === undefined || 'divider' in item || isWebAddress(item.url)) return item;
  const found = inWords(item.url);
  return leaveOut(reading, `${pointer}/url`, `expected a link to http or https, found ${found}`);
}) as ReadMember;

/** A scheme in capital letters is one too. */
function withScheme(value: unknown): unknown {
  if (!isRecord(value) || typeof value.url !== 'string' || !/^https?:/i.test(value.url))
    return value;
  const url = value.url.replace(/^https?/i, (scheme) => scheme.toLowerCase());
  return url === value.url ? value : { ...value, url };
}

type Item = Readonly<Record<string, unknown>>;

function readItem(
  value: unknown,
  [first, second]: readonly [string, string],
  pointer: string,
  reading: Reading,
): Item | undefined {
  if (!isRecord(value)) {
    return leaveOut(reading, pointer, `expected an object, found ${inWords(value)}`);
  }
  if (value.divider === true) return plain(value, { divider: true }, pointer, reading);
  const item = { [first]: textOf(value[first]), [second]: textOf(value[second]) };
  if (!isText(item[first]) || !isText(item[second])) {
    const empty = isText(item[first]) ? second : first;
    const found = inWords(value[empty]);
    return leaveOut(reading, `${pointer}/${empty}`, `expected text, found ${found}`);
  }
  return plain(value, item, pointer, reading);
}

/** The item as it was, where nothing of it changes: its members keep their order. */
function plain(value: Item, item: Item, pointer: string, reading: Reading): Item {
  const names = Object.keys(value);
  if (
    names.length === Object.keys(item).length &&
    names.every((name) => value[name] === item[name])
  )
    return value;
  return change(reading, pointer, `expected ${Object.keys(item).join(' and ')} as text`, item);
}

function textOf(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** One text for a list of them, where two are the same. */
export function factKey(fact: LayerFact | LayerLink): string {
  return JSON.stringify(Object.entries(fact));
}
