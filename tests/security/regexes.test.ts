import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck/lib/browser.js';
import { describe, expect, it, vi } from 'vitest';
import { type RegexLiteral, regexLiterals } from '../support/regex-literals.ts';

const SRC = join(import.meta.dirname, '..', '..', 'src');
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.startsWith('generated/'));

/** Not linear, and never given a text that is long: what bounds it. The file and the pattern. */
const BOUNDED: readonly (readonly [file: string, pattern: string, bound: string])[] = [
  ['model/licenses.ts', String.raw`\bincluded with (.+?) and requires (.+?) when\b`, 'LONGEST'],
  ['model/licenses.ts', String.raw`\bincluded in (all versions of .+?)\.?$`, 'LONGEST'],
  ['model/licenses.ts', String.raw`^an? (.+? license) entitles\b`, 'LONGEST'],
  ['model/licenses.ts', String.raw`\(includes [^)]*\)`, 'LONGEST'],
  ['model/licenses.ts', String.raw`\.+$`, 'LONGEST'],
  ['model/licenses.ts', String.raw`\s+(?:licen[sc]es?|customers)$`, 'LONGEST'],
  ['model/references.ts', String.raw`(?:\\[nrt])+$`, 'LONGEST'],
  ['model/slug.ts', '^-+|-+$', 'slice(0, longest)'],
  [
    'rules/stated-by-path.ts',
    String.raw`^(.+-.+)_attack-([^-_]+)-([^-_.]+)\.json$`,
    'name.length > LONGEST',
  ],
  ['exporters/stix/generator.ts', String.raw`\..*$`, 'EXTENSION_VERSION.replace'],
  ['io/github/api.ts', String.raw`\/+$`, 'base.href.replace'],
  ['report/table.ts', String.raw`\B(?=(\d{3})+$)`, 'String(value)'],
  ['report/markdown-escape.ts', 'gh(?=-\\d)', 'shorten(line, longest)'],
];

/** Too much for the detector: `tests/security/long-text.test.ts` runs each on hostile text. */
const UNDECIDED: readonly (readonly [file: string, start: string])[] = [
  ['formats/sheet-limits.ts', String.raw`(?:\s|(?<!\sxmlns):)r\s*=`],
  ['model/licenses.ts', String.raw`\b(?:licen[sc]e requirements?`],
  ['model/licenses.ts', String.raw`\bmay require (?:microsoft`],
  ['model/references.ts', String.raw`https?:\/\/(?=[\p{L}`],
  ['rules/layer-member.ts', String.raw`(?:^\/(?:name|domain|`],
  ['parsers/site/set-of-address.ts', String.raw`\/external\/([^/\s]+)`],
  ['parsers/site/set-of-address.ts', String.raw`\/data\/([^/\s]+)`],
  ['parsers/site/set-of-address.ts', String.raw`\/attack\/attack-([^/\s]+)`],
];

/** Of `rules/comment-stray-markup.ts`, as the ones above. */
const MARKUP = String.raw`<\/?(?:a|abbr|`;

/** Files that put an expression together when they are loaded; `where.ts` makes one of escaped words. */
const CONSTRUCTING = [
  'rules/comment-control-characters.ts',
  'rules/comment-stray-markup.ts',
  'rules/plain-date.ts',
  'rules/stix-time.ts',
  'sources/site/version-combos.ts',
];

const texts = new Map(FILES.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]));
const literals = [...texts].flatMap(([file, text]) =>
  regexLiterals(text).map((literal) => ({ file, ...literal })),
);
const isOf = (list: readonly (readonly string[])[], file: string, pattern: string) =>
  list.some(([name, part = '']) => name === file && pattern.includes(part));

/** What the detector has against an expression; undefined when its time is linear in the text. */
function objection({ pattern, flags }: RegexLiteral): string | undefined {
  // Without endless repetition there is nothing to ask, and asking takes long.
  if (!/[*+]|\{\d+,\}/.test(pattern)) return undefined;
  const found = checkSync(pattern, flags, { timeout: 10_000 });
  return found.status === 'safe' ? undefined : `${found.status}: /${pattern}/${flags}`;
}

describe('regular expressions', () => {
  it('in src are linear, but for those that are given short text only', { timeout: 30_000 }, () => {
    expect(literals.length).toBeGreaterThan(200);
    const asked = literals.filter(
      ({ file, pattern }) => !isOf(BOUNDED, file, pattern) && !isOf(UNDECIDED, file, pattern),
    );
    const unique = new Map(asked.map((literal) => [literal.pattern + literal.flags, literal]));
    expect([...unique.values()].flatMap((literal) => objection(literal) ?? [])).toEqual([]);
  });

  it('put together from parts are linear', { timeout: 30_000 }, async () => {
    const constructing = [...texts].filter(([, text]) => /\bRegExp\(/.test(text));
    expect(constructing.map(([file]) => file).sort()).toEqual(
      ['model/where.ts', ...CONSTRUCTING].sort(),
    );
    const made: RegexLiteral[] = [];
    const Native = RegExp;
    vi.stubGlobal(
      'RegExp',
      class extends Native {
        constructor(pattern: string | RegExp, flags?: string) {
          super(pattern, flags);
          made.push({ pattern: this.source, flags: this.flags });
        }
      },
    );
    for (const file of CONSTRUCTING) await import(join(SRC, file));
    vi.unstubAllGlobals();
    expect(made.length).toBeGreaterThanOrEqual(7);
    const asked = made.filter(({ pattern }) => !pattern.startsWith(MARKUP));
    expect(asked.flatMap((literal) => objection(literal) ?? [])).toEqual([]);
  });

  it.each(BOUNDED)('%s still has /%s/, and its bound %s', (file, pattern, bound) => {
    expect(literals.some((literal) => isOf([[file, pattern]], literal.file, literal.pattern))).toBe(
      true,
    );
    expect(texts.get(file)).toContain(bound);
  });

  it.each(UNDECIDED)('%s still has one that begins with /%s/', (file, start) => {
    const found = literals.filter((literal) => literal.file === file);
    expect(found.map(({ pattern }) => pattern.startsWith(start))).toContain(true);
  });

  it.each(['\\s+$', '(a+)+b', '^(.+)-(.+)-(.+)$', 'x<.*>y'])(
    'with /%s/ are objected to',
    (pattern) => {
      expect(objection({ pattern, flags: '' })).toContain(pattern);
    },
  );
});

it.each([
  ['const a = b / c / d; // /no/', []],
  ['/* /no/ */ f(/[/]x\\//gi)', ['[/]x\\//gi']],
  [`'/no/' + "/no/" + \`/no/ \${x.replace(/y{2}/, '')} /no/\` + /z/`, ['y{2}/', 'z/']],
  ['`$' + '{{ a: `$' + '{/b/}` }} $' + '{/c/}`', ['b/', 'c/']],
  ['return /a/.test(b) ? (c) / 2 / 1 : d[0] / /e/', ['a/', 'e/']],
])('literals of %s', (source, expected) => {
  expect(regexLiterals(source).map(({ pattern, flags }) => `${pattern}/${flags}`)).toEqual(
    expected,
  );
});
