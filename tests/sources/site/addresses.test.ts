import { describe, expect, it } from 'vitest';
import { pageAddress, pathPart } from '../../../src/sources/site/addresses.ts';

const HOME = 'https://site.example/explorer/';
const PAGE = `${HOME}external/kev/`;

describe('pageAddress', () => {
  it.each([
    ['a/', 'external/kev/a/'],
    ['\n      a/ ', 'external/kev/a/'],
    ['a/#part', 'external/kev/a/'],
    ['a/index.html', 'external/kev/a/'],
    ['a/index.html#part', 'external/kev/a/'],
    ['b/../a/', 'external/kev/a/'],
    ['../..', ''],
    ['/explorer/attack/', 'attack/'],
    ['//site.example/explorer/attack/', 'attack/'],
    ['HTTPS://SITE.example:443/explorer/attack/', 'attack/'],
    ['AC-4_/', 'external/kev/AC-4_/'],
    ['a"b/', 'external/kev/a%22b/'],
    ['', 'external/kev/'],
  ])('%j is %s', (href, path) => {
    expect(pageAddress(href, PAGE, HOME)).toBe(HOME + path);
  });

  it.each([
    'javascript:alert(1)',
    'mailto:a@site.example',
    'http://site.example/explorer/a/',
    'https://site.example:8443/explorer/a/',
    'https://sites.example/explorer/a/',
    'https://user@site.example/explorer/a/',
    '../../../a/',
    '%2e%2e/%2E%2e/../a/',
    '..\\..\\..\\a/',
    'a%2f..%2F../',
    'a%5C../',
    'a%00/',
    'a/?page=1/',
    `${'a'.repeat(999)}/`,
    `${'ä'.repeat(300)}/`,
    'https://[',
  ])('%j is no page of the site', (href) => {
    expect(pageAddress(href, PAGE, HOME)).toBeUndefined();
  });
});

describe('pathPart', () => {
  it.each([
    ['07.18.2025', '07.18.2025'],
    ['v 2 (b)', 'v%202%20(b)'],
  ])('%s is %s', (text, part) => {
    expect(pathPart(text)).toBe(part);
  });

  it.each(['', '.', '..', '...', 'a/b', 'a\\b', 'a?b', 'a#b', 'a\nb', '%2e', 'a'.repeat(101)])(
    '%j is none',
    (text) => {
      expect(pathPart(text)).toBeUndefined();
    },
  );
});
