import { createHash } from 'node:crypto';
import { lineJson } from '../../formats/json-text.ts';
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

/** Objects in the order of a bundle: by type, then by id. */
function orderObjects(objects: readonly StixObject[]): StixObject[] {
  return [...objects].sort(
    (a, b) => rank(a) - rank(b) || compareText(a.type, b.type) || compareText(a.id, b.id),
  );
}

function rank({ type }: StixObject): number {
  return RANK.get(type) ?? ORDER.length;
}

/**
 * The text of a bundle (STIX 2.1, 8): `type`, `id` and `objects`, nothing else. Its id is made from
 * the lines of its objects, which are written once and kept until it is known.
 */
export function* bundleText(objects: readonly StixObject[]): Generator<string> {
  const chunks = [...lineJson({ objects: orderObjects(objects) })];
  const digest = createHash('sha256');
  for (const chunk of chunks) digest.update(chunk);
  const id = stixId('bundle', { sha256: digest.digest('hex') });
  yield `{\n"type":"bundle",\n"id":"${id}",`;
  // The first chunk opens the document anew: without its brace, the rest follows on.
  yield chunks[0]?.slice(1) ?? '';
  yield* chunks.slice(1);
}
