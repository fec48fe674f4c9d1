import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runBuild } from '../../src/commands/run-build.ts';
import { fromCsvCell } from '../../src/formats/csv-text.ts';
import { folderFiles } from '../../src/io/folder-files.ts';
import { pathSafe } from '../../src/model/path-safe.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { sampleText, servedPipeline, serveInstead, serveSample } from '../support/sample-server.ts';

const DOCUMENT =
  'mappings/cri_profile/attack-16.1/cri_profile-v2.1/enterprise/cri_profile-v2.1_attack-16.1-enterprise.json';
const STARTERS = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r=',
  '\n=',
  '＝',
  '＋',
  '－',
  '＠',
  "'=",
  '"=',
  '""=',
  ' =',
];
const FORMULAS = STARTERS.map((starter) => `${starter}cmd|'/c calc'!A1,"x";\t=1`);

/** What a spreadsheet would run, as it finds it in a cell. */
const RUNS = /^[=+\-@\t\r\n＝＋－＠]/;

it('no cell of any CSV of a build, a migration or a conversion is a formula, and none is lost', async () => {
  const folder = await temporaryFolder();
  const server = await serveSample();
  const document = JSON.parse(await sampleText(DOCUMENT));
  const [row] = document.mapping_objects;
  document.mapping_objects = FORMULAS.map((text, i) => ({
    ...row,
    capability_id: text.replace(/[\t\r\n]/g, ''),
    capability_description: text,
    comments: text,
    attack_object_name: text,
    attack_object_id: i % 2 === 0 ? 'T1110' : 'T1064',
    references: [text],
  }));
  await writeFile(join(folder, 'in.json'), JSON.stringify(document));
  serveInstead(server, DOCUMENT, JSON.stringify(document));
  const pipeline = await servedPipeline(folder, server, 'align: latest\n');
  const out = join(folder, 'out');
  await runBuild({ pipelines: [pipeline], out, cache: join(folder, 'cache') });
  const attack = [
    '--attack',
    join(import.meta.dirname, '../../pipelines/sample/attack/index.json'),
  ];
  const shared = ['--out', join(out, 'others'), '--cache', join(folder, 'cache'), ...attack];
  await runCli(['migrate', join(folder, 'in.json'), '--to', '18.1', '--formats', 'csv', ...shared]);

  const { files } = await folderFiles(out);
  const tables = files.filter((file) => file.endsWith('.csv'));
  expect(tables.map((file) => file.split('/').at(-1))).toEqual(
    expect.arrayContaining(['mappings.csv', 'coverage.csv', 'review.csv']),
  );
  const cells = new Set<string>();
  for (const file of tables) {
    const rows: string[][] = parse(await readFile(join(out, file), 'utf8'), {
      ...{ record_delimiter: '\r\n', relax_column_count: true, bom: true },
    });
    for (const cell of rows.flat()) {
      expect(cell, file).not.toMatch(RUNS);
      cells.add(fromCsvCell(cell));
    }
  }
  // Edges of text are trimmed before.
  for (const text of FORMULAS) expect(cells).toContain(text.replace(/\r/g, '\n').trim());
});

/** Names that some file system takes for others, or for none of its own. */
const ODD = [
  ...[
    '.',
    '..',
    '',
    ' ',
    'a.',
    'a ',
    ' a',
    'a..',
    '.a',
    'con',
    'CON',
    'con.txt',
    'aux',
    'NUL.tar.gz',
  ],
  ...['com1', 'COM0', 'lpt9.x', 'COM\u00b9', 'conin$', 'a:b', 'a*b', 'a?b', 'a|b', 'a<b>', 'a"b'],
  ...['a/b', 'a\\b', 'a\u0000b', 'a\nb', '~', '%2E', '%', 'a%20b', '-rf', '$HOME', '`id`'],
  ...['caf\u00e9', 'cafe\u0301', '\u212a', 'k', 'K', '\u0131', 'i', '\u017f', 's', '\ufb01', 'fi'],
  ...['a\u200bb', 'a\u202eb', '\u202egnp.exe', '\ufeffa', 'a\u2060', '\ud800', 'x'.repeat(300)],
  `${'x'.repeat(299)}y`,
];
const SAFE = /^(?!\.)[A-Za-z0-9_.%~-]{1,100}(?<!\.)$/;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i;

it('odd ids give file names that are safe everywhere, and differ', () => {
  const names = ODD.map(pathSafe);
  for (const name of names) {
    expect(name).toMatch(SAFE);
    expect(name).not.toMatch(DEVICE);
  }
  expect(new Set(names).size).toBe(ODD.length);
  // Twins by letter case alone are refused when a build writes both: tests/pipeline/hostile-ids.
  const folded = new Set(names.map((name) => name.normalize('NFKC').toLowerCase()));
  expect(ODD.length - folded.size).toBe(1);
});

it('any two ids give two file names, of plain characters', () => {
  const id = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...ODD));
  fc.assert(
    fc.property(id, id, (a, b) => {
      expect(pathSafe(a)).toMatch(SAFE);
      // What is no text, as half a character, has no bytes of its own.
      fc.pre(!/\p{Cs}/u.test(a + b));
      expect(pathSafe(a) === pathSafe(b)).toBe(a === b);
    }),
  );
});
