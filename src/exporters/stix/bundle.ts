import { createHash } from 'node:crypto';
import { lineJson, listJson, listLines } from '../../formats/json-text.ts';
import { compareText } from '../../model/compare.ts';
import { stixId } from './ids.ts';
import type { StixObject } from './objects.ts';

/** What others refer to comes first. */
const ORDER = [
  'extension-definition',
  'marking-definition',
  'identity',
  'course-of-action',
  'vulnerability',
  'attack-pattern',
  'relationship',
  'note',
  'report',
];
const RANK = new Map(ORDER.map((type, index) => [type, index]));

/** An object as its line of a bundle: the object itself need not stay. */
export interface BundleLine {
  readonly rank: number;
  readonly type: string;
  readonly id: string;
  readonly text: string;
}

/**
 * The text of a bundle (STIX 2.1, 8): `type`, `id` and `objects`, nothing else. Objects stand in a
 * fixed order, by type and then by id; the bundle's id is made from their lines.
 */
export function* bundleText(objects: Iterable<BundleLine>): Generator<string> {
  const lines = [...objects].sort(
    (a, b) => a.rank - b.rank || compareText(a.type, b.type) || compareText(a.id, b.id),
  );
  const texts = lines.map((line) => line.text);
  const hash = createHash('sha256');
  // Joined twice, because the id that stands before them is made from them: the joined text of a
  // large bundle would double what is held.
  for (const chunk of listLines(texts)) hash.update(chunk);
  const head = { type: 'bundle', id: stixId('bundle', { sha256: hash.digest('hex') }) };
  // An empty list is not allowed, a bundle without one is (2.12, 8.1).
  yield* lines.length === 0 ? lineJson(head) : listJson(head, 'objects', listLines(texts));
}

export function bundleLine(object: StixObject): BundleLine {
  const { type, id } = object;
  return { rank: RANK.get(type) ?? ORDER.length, type, id, text: JSON.stringify(object) };
}
