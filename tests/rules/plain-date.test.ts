import { expect, it } from 'vitest';
import { plainDate } from '../../src/rules/plain-date.ts';

it.each([
  ['2025/07/18', '07/18/2025'],
  ['2025-7-8', '07/08/2025'],
  ['18/07/2025', '07/18/2025'],
  ['18.7.2025', '07/18/2025'],
  ['07-18-2025', '07/18/2025'],
  ['04-04-2025', '04/04/2025'],
  ['July 18, 2025', '07/18/2025'],
  ['Jul. 1st 2025', '07/01/2025'],
  ['18 july 2025', '07/18/2025'],
  ['1-Sept-2025', '09/01/2025'],
])('%s can be read in one way only', (text, date) => {
  expect(plainDate(text)).toBe(date);
});

it.each([
  '03-04-2025',
  '31/02/2025',
  '13/13/2025',
  '2025',
  'Foo 18, 2025',
  'Mayday 1, 2025',
  '18/07/25',
  '',
])('%s is left to people', (text) => {
  expect(plainDate(text)).toBeUndefined();
});
