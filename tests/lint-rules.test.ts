import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess } from './support/run-cli.ts';

const ROOT = join(import.meta.dirname, '..');
const BIOME = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');

/** Rooms that are none of the business of io and report. */
const OTHERS_OF_IO = [
  ...[
    'attack',
    'changes',
    'commands',
    'exporters',
    'gates',
    'layers',
    'migration',
    'parsers',
    'pipeline',
  ],
  ...['rules', 'sources'],
];

/** What a file of each room must not import, and some of what it may. A room ends in `/`. */
const IMPORTS: Readonly<Record<string, { refused: readonly string[]; taken: readonly string[] }>> =
  {
    'src/contracts.ts': { refused: ['./model/x.ts', 'node:fs'], taken: ['./generated/x.ts'] },
    'src/records.ts': { refused: ['./model/x.ts', 'node:fs'], taken: ['./generated/x.ts'] },
    'src/errors.ts': { refused: ['./io/x.ts', 'undici'], taken: [] },
    'src/model/': {
      refused: [
        ...['attack', 'changes', 'sources', 'formats', 'layers', 'rules', 'migration'].map(
          (room) => `../${room}/x.ts`,
        ),
        ...['parsers', 'exporters'].map((room) => `../${room}/x.ts`),
        ...['pipeline', 'io', 'io/fetch', 'report', 'commands'].map((room) => `../${room}/x.ts`),
        ...['node:fs', 'node:fs/promises', 'node:http', 'node:https', 'node:net'],
        ...['node:child_process', 'undici', './../io/x.ts'],
      ],
      taken: ['./x.ts', '../contracts.ts', '../records.ts', '../errors.ts', '../generated/x.ts'],
    },
    'src/attack/': {
      refused: ['../formats/x.ts', '../layers/x.ts', '../migration/x.ts', '../io/x.ts', 'node:fs'],
      taken: ['../model/x.ts'],
    },
    'src/formats/': {
      refused: [
        '../attack/x.ts',
        '../layers/x.ts',
        '../parsers/x.ts',
        '../io/x.ts',
        'node:fs',
        'undici',
      ],
      taken: ['../model/x.ts', 'jsonc-parser', 'json-stream-stringify'],
    },
    'src/layers/': {
      refused: ['../attack/x.ts', '../rules/x.ts', '../io/x.ts', 'node:fs'],
      taken: ['./x.ts', '../formats/x.ts', '../model/x.ts'],
    },
    'src/rules/': {
      refused: ['../attack/x.ts', '../migration/x.ts', '../parsers/x.ts', '../io/x.ts', 'node:fs'],
      taken: ['./x.ts', '../layers/x.ts', '../formats/x.ts', '../model/x.ts'],
    },
    'src/gates/': {
      refused: [
        ...['attack', 'formats', 'layers', 'rules', 'pipeline', 'io'].map((r) => `../${r}/x.ts`),
        ...['node:fs', 'undici'],
      ],
      taken: ['./x.ts', '../contracts.ts', '../records.ts', '../generated/x.ts', '../model/x.ts'],
    },
    'src/migration/': {
      refused: ['../rules/x.ts', '../exporters/x.ts', '../pipeline/x.ts', '../io/x.ts', 'node:fs'],
      taken: ['./x.ts', '../attack/x.ts', '../layers/x.ts', '../formats/x.ts', '../model/x.ts'],
    },
    'src/changes/': {
      refused: [
        ...['../attack/x.ts', '../rules/x.ts', '../exporters/x.ts', '../report/x.ts'],
        ...['../io/x.ts', 'node:fs'],
      ],
      taken: ['./x.ts', '../layers/x.ts', '../model/x.ts'],
    },
    'src/parsers/': {
      refused: [
        './x.ts',
        './y/x.ts',
        '../exporters/x.ts',
        '../attack/x.ts',
        '../layers/x.ts',
        '../rules/x.ts',
        '../io/x.ts',
        'node:fs',
      ],
      taken: ['../formats/x.ts', '../model/x.ts'],
    },
    'src/parsers/y/': {
      refused: ['../x.ts', '../z/x.ts', '../../exporters/x.ts'],
      taken: ['./x.ts'],
    },
    'src/parsers/index.ts': { refused: ['../exporters/x.ts'], taken: ['./x.ts', './y/x.ts'] },
    'src/exporters/': {
      refused: [
        ...['./x.ts', './stix/ids.ts', '../parsers/x.ts', '../layers/x.ts', '../rules/x.ts'],
        ...['../migration/x.ts', '../io/x.ts', 'node:fs', 'undici'],
      ],
      taken: ['../formats/x.ts', '../model/x.ts'],
    },
    'src/exporters/stix/': {
      refused: ['../x.ts', '../navigator/x.ts', '../../parsers/x.ts', '../../io/x.ts'],
      taken: ['./x.ts', '../../model/x.ts'],
    },
    'src/exporters/index.ts': { refused: ['../parsers/x.ts'], taken: ['./x.ts', './stix/x.ts'] },
    'src/sources/': {
      refused: [
        ...['../io/x.ts', '../parsers/x.ts', '../pipeline/x.ts', '../layers/x.ts', '../rules/x.ts'],
        ...['node:fs', 'undici'],
      ],
      taken: ['./x.ts', '../formats/x.ts'],
    },
    'src/pipeline/': {
      refused: [
        ...['io', 'report', 'commands', 'sources', 'parsers', 'exporters', 'layers'].map(
          (r) => `../${r}/x.ts`,
        ),
        ...['node:fs', 'undici'],
      ],
      taken: [
        ...['./x.ts', '../attack/x.ts', '../formats/x.ts', '../model/x.ts', 'p-limit', 'yaml'],
        ...['../gates/x.ts', '../rules/x.ts', '../migration/x.ts'],
      ],
    },
    'src/io/': {
      refused: [...OTHERS_OF_IO.map((room) => `../${room}/x.ts`), '../report/x.ts', './../cli.ts'],
      taken: ['../contracts.ts', './fetch/x.ts', '../formats/x.ts', 'node:fs/promises'],
    },
    'src/io/fetch/': {
      refused: [...OTHERS_OF_IO.map((room) => `../../${room}/x.ts`), '../../report/x.ts'],
      taken: ['./x.ts', '../x.ts', '../../model/x.ts', 'node:fs', 'undici'],
    },
    'src/io/github/': {
      refused: [...OTHERS_OF_IO.map((room) => `../../${room}/x.ts`), '../git/x.ts', '../../cli.ts'],
      taken: ['./x.ts', '../x.ts', '../fetch/x.ts', '../../model/x.ts', 'node:fs/promises'],
    },
    'src/report/': {
      refused: [...OTHERS_OF_IO.map((room) => `../${room}/x.ts`), '../io/x.ts', 'node:fs'],
      taken: ['./x.ts', '../formats/x.ts', '../model/x.ts'],
    },
    'src/commands/': { refused: [], taken: ['../io/x.ts', '../pipeline/x.ts', 'node:fs/promises'] },
    'src/cli.ts': {
      refused: ['./io/x.ts', './changes/x.ts', './pipeline/x.ts'],
      taken: ['./commands/x.ts'],
    },
    'src/index.ts': {
      refused: ['./io/x.ts', './changes/x.ts', './exporters/x.ts'],
      taken: ['./commands/x.ts'],
    },
  };

const PURE = [
  ...['model', 'attack', 'changes', 'formats', 'gates', 'layers', 'rules', 'migration'],
  ...['parsers', 'exporters', 'exporters/stix', 'sources'],
];

/** What no file of a pure room does. */
const IMPURE = [
  'Math.random()',
  "Math['random']()",
  'Date.now()',
  'new Date()',
  'new Date',
  'Date()',
  'process.cwd()',
  'performance.now()',
  'crypto.randomUUID()',
  "fetch('x')",
];

interface Finding {
  readonly category: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

/** Lines of a file that the linter refused, by path. */
const refused = new Map<string, Set<number>>();
const files = new Map<string, string[]>();
let folder: string;

/** A line of a file, and where it is. */
function line(file: string, text: string): { file: string; number: number } {
  const lines = files.get(file) ?? [];
  files.set(file, lines);
  return { file, number: lines.push(text) };
}

function importing(room: string, specifier: string, form = 'export * from "%"') {
  const file = room.endsWith('/') ? `${room}imports.ts` : room;
  return { room, specifier, ...line(file, form.replace('%', specifier)) };
}

const entries = Object.entries(IMPORTS);
const REFUSED = entries.flatMap(([room, { refused }]) => refused.map((s) => importing(room, s)));
const TAKEN = entries.flatMap(([room, { taken }]) => taken.map((s) => importing(room, s)));
const FORMS = [
  'import type { X } from "%"',
  'export const x = await import("%")',
  'import "%"',
].map((form) => ({ form, ...importing('src/model/', '../io/x.ts', form) }));
const CHANCE = importing('src/model/', 'node:crypto', 'export { randomUUID } from "%"');
const HASHES = importing('src/model/', 'node:crypto', 'export { createHash, hash } from "%"');
const IMPURE_LINES = PURE.flatMap((room) =>
  IMPURE.map((use, i) => ({
    room,
    use,
    ...line(`src/${room}/impure.ts`, `export const x${i} = ${use};`),
  })),
);
const GIVEN_DATE = line(
  'src/model/impure.ts',
  'export const day = new Date("2026-01-27T00:00:00Z");',
);

/** One run over a copy of the configuration and all the files above. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attack-mappings-lint-'));
  for (const name of ['biome.json', 'lint', '.gitignore'])
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [file, lines] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${lines.join('\n')}\n`);
  }
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', 'src'];
  const { stdout } = await runProcess(process.execPath, [BIOME, ...args], { cwd: folder });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Finding[] };
  for (const { category, location } of diagnostics) {
    if (!/noRestricted(Imports|Globals)$|^plugin$/.test(category)) continue;
    const lines = refused.get(location.path) ?? new Set();
    refused.set(location.path, lines.add(location.start.line));
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const isRefused = (place: { file: string; number: number }) =>
  refused.get(place.file)?.has(place.number) ?? false;

describe('the linter knows who may import whom', () => {
  it.each(REFUSED)('$room must not import $specifier', (place) => {
    expect(isRefused(place)).toBe(true);
  });

  it.each(TAKEN)('$room may import $specifier', (place) => {
    expect(isRefused(place)).toBe(false);
  });

  it.each(FORMS)('in the form $form too', (place) => {
    expect(isRefused(place)).toBe(true);
  });

  it('takes hashes of node:crypto, and nothing random', () => {
    expect([isRefused(HASHES), isRefused(CHANCE)]).toEqual([false, true]);
  });
});

describe('the linter keeps clock, chance and the outside out of pure rooms', () => {
  it.each(IMPURE_LINES)('$room must not use $use', (place) => {
    expect(isRefused(place)).toBe(true);
  });

  it('takes a date that the data states', () => {
    expect(isRefused(GIVEN_DATE)).toBe(false);
  });
});
