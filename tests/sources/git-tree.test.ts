import fc from 'fast-check';
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

/** What a template was before it was bounded. */
function templateAsRegex(template: string): RegExp {
  const seen = new Set<string>();
  const pattern = template
    .split(/(\{[a-z_]+\}|\*\*?)/)
    .map((part) => {
      if (part === '**') return '[^]*';
      if (part === '*') return '[^/]*';
      if (!part.startsWith('{')) return part;
      const name = part.slice(1, -1);
      if (seen.has(name)) return `\\k<${name}>`;
      seen.add(name);
      return `(?<${name}>[^/]+?)`;
    })
    .join('');
  return new RegExp(`^${pattern}$`);
}

describe('any template', () => {
  const piece = fc.constantFrom('a', 'b', '-', '/', '*', '**', '{framework}', '{domain}');
  const path = fc.string({ unit: fc.constantFrom(...'aab-/\n'), maxLength: 12 });

  it('reads what its regular expression reads', () => {
    let fitting = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), path, (pieces, text) => {
        const template = pieces.join('');
        const groups = templateAsRegex(template).exec(text)?.groups;
        if (groups) fitting += 1;
        expect(pathTemplate(template)(text)).toEqual(groups && { ...groups });
      }),
      { numRuns: 20_000 },
    );
    expect(fitting).toBeGreaterThan(200);
  });

  it.each([
    ['{framework}-{framework_version}-{attack_version}-{domain}*x', '-a'.repeat(250)],
    [`{domain}${'*a'.repeat(40)}`, `${'a'.repeat(499)}b`],
    [`{domain}${'**a'.repeat(40)}`, `${'a/'.repeat(249)}b`],
  ])('ends with a path made against it: %s', (template, text) => {
    expect(pathTemplate(template)(text)).toBeUndefined();
  });

  it('reads a long path of few ways whole', () => {
    const [framework, version] = ['a'.repeat(200), 'b'.repeat(200)];
    expect(
      pathTemplate('**/{framework}/{framework}-{framework_version}/*')(
        `x/y/${framework.slice(0, 80)}/${framework.slice(0, 80)}-${version}/z`,
      ),
    ).toEqual({ framework: framework.slice(0, 80), framework_version: version });
  });

  it('says so when a field named twice fits in too many ways', () => {
    const read = pathTemplate('{framework}{framework_version}{domain}{framework}{domain}*x');
    expect(() => read(`${'a'.repeat(300)}${'b'.repeat(190)}x`)).not.toThrow();
    const different = Array.from({ length: 100 }, (_, i) => String.fromCodePoint(0x4e00 + i));
    expect(() => read(`${different.join('')}x`)).toThrow(
      /fits \{framework\}.* in few ways, found more than can be tried/,
    );
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
    for await (const { url, error } of gitTree(settings).documents(fetch)) {
      urls.push(error?.message ?? url);
    }
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

  it.each(['mappings/../attack-1/..-1/x/a.json', 'mappings/\ud800/attack-1/\ud800-1/x/a.json'])(
    'lists a path that leads elsewhere as an error of its set (%j)',
    async (path) => {
      const good = 'mappings/a/attack-1/a-1/x/a.json';
      expect(await list({ tree: [path, good].map(blob) })).toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            /expected paths of files below the listed folder, found "mappings\//,
          ),
          expect.stringMatching(/mappings\/a\/attack-1\/a-1\/x\/a\.json$/),
        ]),
      );
    },
  );

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
