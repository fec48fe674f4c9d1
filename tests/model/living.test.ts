import { describe, expect, it } from 'vitest';
import { aggregateScores } from '../../src/model/gradient-trap.ts';
import { platformsIn } from '../../src/model/platforms.ts';
import { technique, viewOf } from '../layers/small-attack.ts';

describe.each(['revoked', 'deprecated'])('a %s technique', (state) => {
  const dead = { [state]: true, platforms: ['BeOS'] };
  const { index } = viewOf('18.1', [
    technique('T1000', dead),
    technique('T1000.001'),
    technique('T1001'),
    technique('T1001.001', dead),
  ]);

  it('counts in no average', () => {
    expect(aggregateScores([{ techniqueID: 'T1001', score: 4 }], index)).toEqual([0, 4, 4, 4]);
  });

  it('is no technique of a platform; the others are in order', () => {
    expect([...platformsIn(index)]).toEqual(['IaaS', 'Windows']);
  });
});
