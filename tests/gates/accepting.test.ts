import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accepting } from '../../src/gates/accepting.ts';
import { GATE_NAMES } from '../../src/gates/gate.ts';

const KEV = 'kev/attack-15.1/kev-02.13.2025/mobile';
const M365 = 'm365/attack-16.1/m365-07.18.2025/enterprise';

it('every setting under expect is a gate', () => {
  const file = join(import.meta.dirname, '..', '..', 'schemas', 'pipeline.schema.json');
  const { properties } = JSON.parse(readFileSync(file, 'utf8'));
  expect([...GATE_NAMES].sort()).toEqual(Object.keys(properties.expect.properties).sort());
});

it('a gate lets through all sets, or those that a glob takes', () => {
  const { accepts } = accepting(['new_values', 'max_shrinkage:kev/**', 'max_shrinkage:veris']);
  expect(accepts('new_values', M365)).toBe(true);
  expect(accepts('max_shrinkage', KEV)).toBe(true);
  expect(accepts('max_shrinkage', 'veris/attack-12.1/veris-1.3.7/ics')).toBe(true);
  expect(accepts('max_shrinkage', M365)).toBe(false);
  expect(accepts('changed_shape', KEV)).toBe(false);
  expect(accepting([]).accepts('new_values', KEV)).toBe(false);
});

it('knows what let nothing through, and which globs fit no set', () => {
  const given = ['new_values', 'changed_shape', 'max_shrinkage:kev/**', 'max_shrinkage:kevv/**'];
  const { accepts, unneeded } = accepting(given);
  accepts('new_values', KEV);
  accepts('max_shrinkage', M365);
  expect(unneeded([KEV, M365])).toEqual([
    { text: 'changed_shape', gate: 'changed_shape', fitsAny: true },
    { text: 'max_shrinkage:kev/**', gate: 'max_shrinkage', fitsAny: true },
    { text: 'max_shrinkage:kevv/**', gate: 'max_shrinkage', fitsAny: false },
  ]);
  accepts('max_shrinkage', KEV);
  expect(unneeded([KEV]).map(({ text }) => text)).toEqual([
    'changed_shape',
    'max_shrinkage:kevv/**',
  ]);
});

it.each([
  [
    'max-shrinkage',
    /there is no gate "max-shrinkage"\. Did you mean max_shrinkage\? There are: min_sets/,
  ],
  ['__proto__', /there is no gate "__proto__"/],
  ['', /there is no gate ""/],
  ['lost_sets:', /names no sets behind the colon/],
  ['min_sets:kev/**', /min_sets is about all sets of a pipeline/],
])('--accept %j is a usage error', (text, message) => {
  expect(() => accepting([text])).toThrow(
    expect.objectContaining({ code: 'config', message: expect.stringMatching(message) }),
  );
});
