import { expect, it } from 'vitest';
import { parseReference } from '../../src/model/references.ts';

const A = 'https://example.org/a';
const B = 'http://example.org/b?x=1';

it.each([
  [A, [{ url: A }]],
  [`Ref: ${A}`, [{ url: A, text: 'Ref:' }]],
  [`${A} ${B}`, [{ url: A }, { url: B }]],
  [`${A}, ${B}`, [{ url: A }, { url: B }]],
  [`${A}${B}`, [{ url: A }, { url: B }]],
  [`${A} licensing`, [{ url: A, text: 'licensing' }]],
  [`'${A}`, [{ url: A }]],
  [`\\t${A}`, [{ url: A }]],
  [`https://web.archive.org/web/2020/${A}`, [{ url: `https://web.archive.org/web/2020/${A}` }]],
  [`chrome-extension://abc/${A}`, [{ url: A, text: 'chrome-extension://abc/' }]],
  [`${A}#:~:text=Business%20email`, [{ url: `${A}#:~:text=Business%20email` }]],
  ['can%20use%20in', [{ text: 'can%20use%20in' }]],
  ['javascript:alert(1)', [{ text: 'javascript:alert(1)' }]],
  ['[]', [{ text: '[]' }]],
])('%s', (reference, expected) => {
  expect(parseReference(reference)).toEqual(expected);
});
