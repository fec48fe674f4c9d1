import { describe, expect, it } from 'vitest';
import { readVersionCombos } from '../../../src/sources/site/version-combos.ts';

const read = (text: string) =>
  readVersionCombos(text, 'x').map(({ frameworkVersion, attackVersion, domain }) =>
    [frameworkVersion, attackVersion, domain].join(' '),
  );

describe('readVersionCombos', () => {
  it.each([
    ["[('rev5', '16.1', 'Enterprise')]", ['rev5 16.1 Enterprise']],
    [
      "[('12.11.2023', '14.1', 'Enterprise'), ('07.18.2025', '16.1', 'Mobile')]",
      ['12.11.2023 14.1 Enterprise', '07.18.2025 16.1 Mobile'],
    ],
    [` [ ( "it's" ,'2' , '' , ) ,('a','b','c')] `, ["it's 2 ", 'a b c']],
  ])('%s', (text, versions) => {
    expect(read(text)).toEqual(versions);
  });

  it.each([
    '',
    '[]',
    '[(]',
    "[('rev5', '16.1')]",
    "[('rev5', '16.1', 'Enterprise', 'x')]",
    "[('rev5', 16.1, 'Enterprise')]",
    "[('rev5', '16.1', 'Enterprise')",
    "[('rev5', '16.1', 'Enterprise')]]",
    "[('rev5', '16.1', 'Enterprise')], [",
    "('rev5', '16.1', 'Enterprise')",
    String.raw`[('re\'v5', '16.1', 'Enterprise')]`,
    "[('rev5', '16.1', 'Enterprise') ('rev4', '16.1', 'Enterprise')]",
    '__import__("os")',
  ])('refuses %s, and shows it', (text) => {
    expect(() => read(text)).toThrow(/expected meta#version-combos\[data-versions\] to be a list/);
    expect(() => read(text)).toThrow(`found ${JSON.stringify(text)}`);
  });

  it.each([
    ["[('a', 'b', 'c'),", 100_000],
    ['[(', 1_000_000],
    ["[('", 1_000_000],
    ["[( '", 300_000],
  ])('refuses %s many times over', (text, times) => {
    expect(() => read(text.repeat(times))).toThrow(/characters\)"/);
    expect(() => read(`[${`${text.slice(1)} `.repeat(30_000)}]`)).toThrow(/characters\)"/);
  });

  it('ends with white space without end after a version', () => {
    const lists = Array.from({ length: 40 }, (_, i) => `[('a', 'b', 'c'${' '.repeat(99_900 + i)}x`);
    for (const list of lists) expect(() => read(list)).toThrow(/characters\)"/);
  });
});
