import { expect, it } from 'vitest';
import { placeFindings } from '../../src/commands/validate/place-findings.ts';

const rows = Array.from({ length: 11 }, () => ({ comments: 'a' }));
const text = JSON.stringify({ metadata: { last_update: 'never' }, mapping_objects: rows });

const finding = (rule: string, pointer: string) =>
  ({ severity: 'info', rule, place: { pointer }, message: 'm' }) as const;

it('puts findings in the order of the file, and those of one place in that of the rules', () => {
  const placed = placeFindings(
    text,
    [
      finding('b', '/mapping_objects/10/comments'),
      finding('b', '/mapping_objects/9/comments'),
      finding('a', '/mapping_objects/10/comments'),
      finding('z', '/mapping_objects/9'),
      finding('b', '/metadata/last_update'),
    ],
    { frames: 0, isFixed: false },
  );
  expect(placed.map(({ finding: { rule, place } }) => `${rule} ${place.pointer}`)).toEqual([
    'b /metadata/last_update',
    'z /mapping_objects/9',
    'b /mapping_objects/9/comments',
    'a /mapping_objects/10/comments',
    'b /mapping_objects/10/comments',
  ]);
});
