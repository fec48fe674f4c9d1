import { expect, it } from 'vitest';
import { parseReference } from '../../src/model/references.ts';

const A = 'https://example.org/a';
const B = 'http://example.org/b?x=1';

it.each([
  [A, [{ url: A }]],
  [`Ref: ${A}`, [{ url: A, text: 'Ref:' }]],
  [`${A} ${B}`, [{ url: A }, { url: B }]],
  [`${B}\n${A}`, [{ url: B }, { url: A }]],
  [`${A} licensing`, [{ url: A, text: 'licensing' }]],
  [`'${A}`, [{ url: A }]],
  [`(${A})`, [{ url: A }]],
  [`see (${A}).`, [{ url: A, text: 'see' }]],
  [`${A}\\n`, [{ url: A }]],
  [`${A}_(b)`, [{ url: `${A}_(b)` }]],
  [`${A}_(b).`, [{ url: `${A}_(b).` }]],
  [`${A}_(b)${B}`, [{ url: `${A}_(b)` }, { url: B }]],
  [`(${A}) (${B})`, [{ url: A }, { url: B }]],
  [`\\t${A}`, [{ url: A }]],
  [`chrome-extension://abc/${A}`, [{ url: A, text: 'chrome-extension://abc/' }]],
  [`<a href="${A}">${B}</a>`, [{ url: A, text: '<a href=" </a>' }, { url: B }]],
  ['can%20use%20in', [{ text: 'can%20use%20in' }]],
  ['javascript:alert(1)', [{ text: 'javascript:alert(1)' }]],
  ['[]', [{ text: '[]' }]],
  ['https:///a', [{ text: 'https:///a' }]],
  ['https://', [{ text: 'https://' }]],
])('%s', (reference, expected) => {
  expect(parseReference(reference)).toEqual(expected);
});

it.each([',', ', ', ';', '|', ')', '>', '"', "'"])(
  'another address begins after %j',
  (separator) => {
    expect(parseReference(`${A}${separator}${B}`)).toEqual([{ url: A }, { url: B }]);
  },
);

it.each([
  `https://web.archive.org/web/2020/${A}`,
  `https://urldefense.com/v3/__${A}__;!!x`,
  `${A}${B}`,
  `https://x.example/#${A}`,
  `https://x.example/?q=a;${A}`,
  `https://x.example/?q=a,b|${A}`,
  `https://x.example/?q=a%20${A}`,
  `https://x.example/?q=(a)${A}`,
  `https://x.example/?q='${A}`,
  `https://x.example/?u=${B}#${A}`,
  `${A}#:~:text=Business%20email`,
  'https://[::1]/a',
  'https://bücher.example/',
])('%s is one address', (reference) => {
  expect(parseReference(reference)).toEqual([{ url: reference }]);
});
