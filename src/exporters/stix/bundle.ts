import { createHash } from 'node:crypto';
import { listJson } from '../../formats/json-text.ts';
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

/** An object as its line of the bundle: the object itself need not stay. */
interface Line {
  readonly rank: number;
  readonly type: string;
  readonly id: string;
  readonly text: string;
}

/**
 * The text of a bundle (STIX 2.1, 8): `type`, `id` and `objects`, nothing else. Objects stand in a
 * fixed order, by type and then by id; the bundle's id is made from their lines.
 */
export function* bundleText(objects: Iterable<StixObject>): Generator<string> {
  const lines: Line[] = [];
  for (const object of objects) lines.push(lineOf(object));
  lines.sort((a, b) => a.rank - b.rank || compareText(a.type, b.type) || compareText(a.id, b.id));
  const texts = lines.map((line) => line.text);
  const id = stixId('bundle', { sha256: digest(texts) });
  yield* listJson({ type: 'bundle', id }, 'objects', texts);
}

function lineOf(object: StixObject): Line {
  const { type, id } = object;
  return { rank: RANK.get(type) ?? ORDER.length, type, id, text: JSON.stringify(object) };
}

/** Over the lines, each with its line break, many at a time: a call costs more than its bytes. */
function digest(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (let i = 0; i < texts.length; i += 100)
    hash.update(`${texts.slice(i, i + 100).join('\n')}\n`);
  return hash.digest('hex');
}
