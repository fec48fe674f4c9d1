import { describe, expect, it } from 'vitest';
import type { ReviewRow } from '../../src/generated/review.ts';
import type { Decision } from '../../src/migration/decision.ts';
import { otherSets } from '../../src/migration/other-sets.ts';

const row = (set: string, id: string): ReviewRow => ({ set, row: id.repeat(16), decision: '' });
const decision = (set: string, id: string): Decision => ({
  ...row(set, id),
  kind: 'drop',
  techniques: [],
  source: 'review.csv',
  place: { line: 2 },
});

describe('otherSets', () => {
  const migrated = new Set(['a', '__proto__']);
  const standing = [row('a', '1'), row('b', '1'), row('b', '2'), row('c', '1'), row('c', '3')];

  it('keeps the undecided rows of sets that are not migrated', () => {
    const known = { given: [decision('b', '1')], remembered: [decision('c', '3')] };
    const { waiting } = otherSets(migrated, standing, known, []);
    expect(waiting).toEqual([row('b', '2'), row('c', '1')]);
  });

  it('defers decisions on their rows, be they in the review or remembered', () => {
    const given = [decision('b', '1'), decision('d', '4')];
    const { deferred, gone } = otherSets(
      migrated,
      standing,
      { given, remembered: [decision('d', '4')] },
      given,
    );
    expect([deferred, gone]).toEqual([given, []]);
  });

  it('knows those whose rows are gone: of a set that is migrated, or that no one knows', () => {
    const given = [
      decision('a', '1'),
      decision('a', '5'),
      decision('b', '5'),
      decision('__proto__', '1'),
    ];
    const remembered = [decision('a', '5')];
    const { deferred, gone } = otherSets(migrated, standing, { given, remembered }, given);
    expect([deferred, gone]).toEqual([[], given]);
  });
});
