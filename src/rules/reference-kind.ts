import type { Reference } from '../generated/mapping-set.ts';
import type { Place } from '../generated/run-report.ts';
import { textOf } from '../model/normalise-row.ts';
import { parseReference } from '../model/references.ts';
import { at } from './place.ts';
import type { CheckedRow } from './rule.ts';

/** What is odd about a reference. One reference is of one kind. */
export type ReferenceKind = 'edge-space' | 'no-address' | 'not-http' | 'several' | 'words';

/** An odd reference of a row, after text normalisation, with its place. */
export interface OddReference {
  readonly text: string;
  readonly place: Place;
  /** The http(s) addresses in it. */
  readonly addresses: readonly string[];
  /** True when something stands beside the addresses. */
  readonly hasWords: boolean;
}

/** An http(s) address, as far as its host. */
const WITH_HOST = /https?:\/\/[\p{L}\p{N}_%[-]/iu;
const OTHER_SCHEME_FIRST =
  /^(?!https?:)(?:[a-z][a-z0-9+.-]{0,30}:\/\/|(?:javascript|vbscript|data|file|mailto|tel|blob|about):)/i;
const OTHER_SCHEME = /[a-z0-9+.-]:\/\//i;

/** The references of a row that are of a kind. */
export function referencesOf(row: CheckedRow, kind: ReferenceKind): OddReference[] {
  if (row.mapping.references === undefined) return [];
  const raw = row.fields.references;
  if (!Array.isArray(raw) || arePlainReferences(raw, row.mapping.derived.references)) return [];
  return raw.flatMap((reference: unknown, i) => {
    const text = textOf(reference);
    if (text === undefined) return [];
    const urls = parseReference(text);
    const addresses = urls.flatMap(({ url }) => url ?? []);
    if (kindOf(reference, text, addresses) !== kind) return [];
    const hasWords = urls.some((url) => url.text !== undefined);
    return [{ text, place: at(row.place, 'references', String(i)), addresses, hasWords }];
  });
}

/** True for text with an http(s) address that lacks its host. */
export function hasNoHost(text: string): boolean {
  return /https?:\/\//i.test(text) && !WITH_HOST.test(text);
}

/** True when every reference was read as one address, which those of most rows were. */
export function arePlainReferences(raw: unknown, read: readonly Reference[] = []): boolean {
  return (
    Array.isArray(raw) &&
    raw.length === read.length &&
    read.every(({ url, text }, i) => text === undefined && url === raw[i])
  );
}

/** An http(s) address without white space, in which no other address stands. */
function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && text.lastIndexOf('://') < 8;
}

function kindOf(
  raw: unknown,
  text: string,
  addresses: readonly string[],
): ReferenceKind | undefined {
  if (OTHER_SCHEME_FIRST.test(text)) return 'not-http';
  if (addresses.length > 1) return 'several';
  // What is too long is not taken apart, and may hold addresses.
  if (addresses.length === 0 && !WITH_HOST.test(text))
    return !hasNoHost(text) && OTHER_SCHEME.test(text) ? 'not-http' : 'no-address';
  // An address can hold another one, as those of archives do.
  if (!isAddress(text) && addresses[0] !== text) return 'words';
  return raw === text ? undefined : 'edge-space';
}
