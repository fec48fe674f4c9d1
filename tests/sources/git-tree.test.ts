import { describe, expect, it } from 'vitest';
import type { FetchDocument } from '../../src/contracts.ts';
import { gitTree } from '../../src/sources/git-tree.ts';
import { pathTemplate } from '../../src/sources/path-template.ts';

const PATH =
  'mappings/{framework}/attack-{attack_version}/{framework}-{framework_version}/{domain}/*.json';

describe('pathTemplate', () => {
  it.each([
    [
      'mappings/intel-vpro/attack-16.1/intel-vpro-02.10.2025/enterprise/a.json',
      {
        framework: 'intel-vpro',
        attack_version: '16.1',
        framework_version: '02.10.2025',
        domain: 'enterprise',
      },
    ],
    [
      'mappings/kev/attack-15.1/kev-1/mobile/a_b-c.json',
      { framework: 'kev', attack_version: '15.1', framework_version: '1', domain: 'mobile' },
    ],
    ['mappings/kev/attack-15.1/cve-1/mobile/a.json', undefined],
    ['mappings/kev/attack-15.1/kev-1/mobile/deep/a.json', undefined],
    ['mappings/kev/attack-15.1/kev-1/mobile/a.json.txt', undefined],
    ['src/mappings/kev/attack-15.1/kev-1/mobile/a.json', undefined],
  ])('%s', (path, set) => {
    expect(pathTemplate(PATH)(path)).toEqual(set);
  });
});

describe('gitTree', () => {
  const settings = {
    type: 'git-tree' as const,
    listing: 'tree.json',
    documents: 'https://example.org/',
    path: PATH,
  };
  const list = async (listing: unknown) => {
    const body = Buffer.from(JSON.stringify(listing));
    const fetch: FetchDocument = async (url) => ({
      url,
      mediaType: 'application/json',
      sha256: '',
      read: async () => body,
    });
    const urls: string[] = [];
    for await (const { url } of gitTree(settings).documents(fetch)) urls.push(url);
    return urls;
  };
  const blob = (path: string) => ({ path, type: 'blob' });

  it('finds what fits, a framework of tomorrow too, in path order, escaped', async () => {
    const tree = [
      blob('mappings/new one/attack-19.0/new one-1/ics/a.json'),
      blob('README.md'),
      blob('mappings/kev/attack-15.1/kev-1/mobile/a.json'),
      { path: 'mappings', type: 'tree' },
      null,
      { type: 'blob' },
    ];
    expect(await list({ tree })).toEqual([
      'https://example.org/mappings/kev/attack-15.1/kev-1/mobile/a.json',
      'https://example.org/mappings/new%20one/attack-19.0/new%20one-1/ics/a.json',
    ]);
  });

  it.each([
    [
      'no listing',
      { message: 'API rate limit exceeded' },
      /expected a file listing with a list "tree"/,
    ],
    ['a listing that is cut short', { tree: [], truncated: true }, /cut short/],
    [
      'a listing without mappings',
      { tree: [blob('README.md')] },
      /expected paths like mappings.*found none among 1 listed/,
    ],
  ])('refuses %s', async (_, listing, message) => {
    await expect(list(listing)).rejects.toThrow(message);
  });
});
