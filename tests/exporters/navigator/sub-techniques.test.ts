import { expect, it } from 'vitest';
import { showSubTechniques } from '../../../src/exporters/navigator/sub-techniques.ts';
import { technique, viewOf } from '../../layers/small-attack.ts';

const SCORED = [{ techniqueID: 'T1000.001', score: 1 }];

it.each(['revoked', 'deprecated'])('a %s parent is not opened', (state) => {
  const { index } = viewOf('18.1', [technique('T1000', { [state]: true }), technique('T1000.001')]);
  expect(showSubTechniques(SCORED, index)).toEqual(SCORED);
});

it('a living parent is opened, with an entry of its own', () => {
  const { index } = viewOf('18.1', [technique('T1000'), technique('T1000.001')]);
  const parent = { techniqueID: 'T1000', showSubtechniques: true };
  expect(showSubTechniques(SCORED, index)).toEqual([parent, ...SCORED]);
});
