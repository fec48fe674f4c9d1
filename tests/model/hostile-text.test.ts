import { expect, it } from 'vitest';
import { licenseRequirements } from '../../src/model/licenses.ts';
import { parseReference } from '../../src/model/references.ts';
import { normaliseText } from '../../src/model/text.ts';
import { pathTemplate } from '../../src/sources/path-template.ts';

const N = 300_000;
const template = pathTemplate('{framework}-{framework_version}-{domain}*x');

/** Each took seconds to minutes where an expression was quadratic; the bound is far above what they take. */
it.each<[string, () => unknown]>([
  ['commas after an address', () => parseReference(`https://a/${','.repeat(N)}x`)],
  ['addresses in one another', () => parseReference('https://a'.repeat(N / 9))],
  ['dots in a statement', () => licenseRequirements(`License: ${'.'.repeat(N)}x`)],
  ['spaces in a statement', () => licenseRequirements(`License: a${' '.repeat(N)}x`)],
  [
    'a sentence that never ends',
    () => licenseRequirements(`License: ${'included with a and requires b '.repeat(N / 31)}`),
  ],
  ['headers without end', () => licenseRequirements('License: '.repeat(N / 9))],
  ['white space', () => normaliseText(`a${' '.repeat(N)}b`)],
  ['a path of the listing', () => template(`${'-a'.repeat(N / 2)}`)],
  ['a reference as long as one may be', () => parseReference(`https://a/${','.repeat(3_980)}x`)],
  [
    'a statement as long as one may be',
    () => licenseRequirements(`License: ${'with a and requires '.repeat(24)}`),
  ],
])('%s takes no time', (_, run) => {
  const started = performance.now();
  run();
  expect(performance.now() - started).toBeLessThan(2_000);
});
