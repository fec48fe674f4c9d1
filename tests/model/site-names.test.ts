import { expect, it } from 'vitest';
import { dataFramework } from '../../src/model/site-names.ts';

it.each([
  ['nist', 'nist_800_53'],
  ['cve', 'kev'],
  ['m365', 'm365'],
  ['__proto__', '__proto__'],
])('%s of the site is %s of the data', (site, data) => {
  expect(dataFramework(site)).toBe(data);
});
