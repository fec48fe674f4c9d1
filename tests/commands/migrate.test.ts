import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import type { NavigatorLayer } from '../../src/generated/navigator-layer.ts';
import type { Review } from '../../src/generated/review.ts';
import { migrate } from '../../src/index.ts';
import { folderContents } from '../support/folder-contents.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SAMPLE = join(ROOT, 'pipelines', 'sample');
const INDEX = join(SAMPLE, 'attack/index.json');
const mappings = (set: string) => {
  const [, attack, version, domain] = set.split('/');
  return join(SAMPLE, 'mappings', set, `${version}_${attack}-${domain}.json`);
};
const AZURE = 'azure/attack-16.1/azure-04.26.2025/enterprise';
const CSA = 'csa_ccm/attack-16.1/csa_ccm-4.1/enterprise';
const GCP = 'gcp/attack-16.1/gcp-03.06.2025/enterprise';

/** A migrate command with the sample's ATT&CK and a cache of its own. */
async function workplace() {
  const folder = await temporaryFolder();
  const path = (name: string) => join(folder, name);
  return {
    path,
    migrate: (...args: string[]) =>
      runCli([
        'migrate',
        ...args,
        '--cache',
        path('cache'),
        ...(args.includes('--attack') ? [] : ['--attack', INDEX]),
      ]),
    json: async <T>(name: string): Promise<T> => JSON.parse(await readFile(path(name), 'utf8')),
    write: async (name: string, value: unknown) => {
      const file = path(name);
      await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
      return file;
    },
    files: async (name: string) => Object.keys(await folderContents(path(name)).catch(() => ({}))),
  };
}

describe('migrate', () => {
  it('prints a single set, and a single layer', async () => {
    const { migrate, write } = await workplace();
    const set = await migrate(mappings(AZURE), '--to', '18');
    expect(set.exitCode, set.stderr).toBe(0);
    const migrated: MappingSet = JSON.parse(set.stdout);
    expect(migrated.key.attack_version).toBe('18.1');
    const moved = migrated.mappings.filter(
      ({ derived: { migrated_from: [from] = [] } }) => from?.id === 'T1053.001',
    );
    expect(moved.map((row) => [row.attack_object_id, row.derived.migrated_from])).toEqual([
      ['T1053.002', [{ id: 'T1053.001', name: 'At (Linux)', version: '16.1', reason: 'revoked' }]],
    ]);

    const layer = await write('layer.json', {
      name: 'Old',
      version: '3.0',
      domain: 'mitre-enterprise',
      techniques: [
        { techniqueID: 'T1053.001', score: 2, tactic: 'execution' },
        { techniqueID: 'T9999', score: 1 },
      ],
    });
    const { exitCode, stdout, stderr } = await migrate(layer, '--to', 'latest');
    expect(exitCode, stderr).toBe(0);
    const upgraded: NavigatorLayer = JSON.parse(stdout);
    expect(upgraded.versions).toEqual({ attack: '18', navigator: '5.1.0', layer: '4.5' });
    expect(upgraded.techniques.filter(({ score }) => score !== undefined)).toMatchObject([
      { techniqueID: 'T1053.002', tactic: 'execution', score: 2 },
    ]);
  });

  it('--attack-version says more exactly of which version a layer is, and may not contradict it', async () => {
    const { migrate, write } = await workplace();
    const on = async (attack: string, flag: string) => {
      const versions = { attack, navigator: '4.9', layer: '4.5' };
      const techniques = [{ techniqueID: 'T1110', score: 1 }];
      const domain = 'enterprise-attack';
      const layer = await write('layer.json', { name: 'Old', versions, domain, techniques });
      return migrate(layer, '--to', '18.1', '--attack-version', flag);
    };
    for (const [attack, flag, from] of [
      ['16', '16.1', '16.1'],
      ['16.1', '16', '16.1'],
      ['16.1', '16.1', '16.1'],
    ] as const) {
      const { exitCode, stdout, stderr } = await on(attack, flag);
      expect(exitCode, stderr).toBe(0);
      expect(JSON.parse(stdout).metadata).toEqual([
        { name: 'migrated from', value: `ATT&CK ${from}` },
      ]);
    }
    for (const [attack, flag] of [
      ['14', '16.1'],
      ['16.0', '16.1'],
    ] as const) {
      const { exitCode, stderr, stdout } = await on(attack, flag);
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(`the layer names ATT&CK ${attack}, and --attack-version ${flag}:`);
    }
  });

  it('writes all below one folder, with a review, and a second run changes no byte', async () => {
    const { migrate, path, files } = await workplace();
    const run = () => migrate(join(SAMPLE, 'mappings'), '--to', '18.1', '--out', path('out'));
    const { exitCode, stdout, stderr } = await run();
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/azure\/attack-16\.1\/\S+ +16\.1 → 18\.1 +15 +15 +0 +1 /);
    const written = await files('out');
    expect(written).toContain(`aligned-18.1/${AZURE}/mappings.json`);
    expect(written.filter((name) => name.endsWith('mappings.json'))).toHaveLength(13);
    expect(written).toContain('aligned-18.1/review.csv');
    const before = await folderContents(path('out'));
    await run();
    expect(await folderContents(path('out'))).toEqual(before);
  });

  it('prints a set in a format that has a file on coverage beside it', async () => {
    const { migrate } = await workplace();
    const { exitCode, stdout, stderr } = await migrate(
      mappings(AZURE),
      '--to',
      '18.1',
      '--formats',
      'csv',
    );
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/^mapping_framework,/);
  });

  it('--dry-run prints the plan, in words or as JSON, and writes nothing', async () => {
    const { migrate, path, files } = await workplace();
    const args = [
      mappings(AZURE),
      mappings(GCP),
      '--to',
      '18.1',
      '--dry-run',
      '--out',
      path('out'),
    ];
    const { exitCode, stdout } = await migrate(...args);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/T1053\.001 At \(Linux\) → T1053\.002 At: revoked, 1 row\n/);
    expect(stdout).toMatch(/a run would write 4 files/);
    const json = JSON.parse((await migrate(...args, '--json')).stdout);
    expect(json).toMatchObject({ to: '18.1', failures: [], skipped: [] });
    expect(json.files.map((file: { path: string }) => file.path)).toEqual([AZURE, GCP]);
    expect(await files('out')).toEqual([]);
  });

  it('a set of that version already is left as it is, to the byte', async () => {
    const { migrate, path } = await workplace();
    const first = await migrate(mappings(AZURE), '--to', '18.1');
    await writeFile(path('migrated.json'), first.stdout);
    const again = await migrate(path('migrated.json'), '--to', '18.1');
    expect(again.stdout).toBe(first.stdout);
    const published = join(ROOT, 'output/sample', AZURE, 'mappings.json');
    const own = await migrate(published, '--to', '16.1');
    const { attack: _, ...set } = JSON.parse(own.stdout);
    const { attack: __, ...before } = JSON.parse(await readFile(published, 'utf8'));
    expect(set).toEqual(before);
  });

  it('writes sets in any format, also of a build, whose aligned and combined files it leaves out', async () => {
    const { migrate, path, files } = await workplace();
    const build = join(import.meta.dirname, '..', '..', 'output', 'sample');
    await cp(join(build, AZURE, 'mappings.json'), path(`built/${AZURE}/mappings.json`), {
      recursive: true,
    });
    await cp(
      join(build, AZURE, 'navigator-layer.json'),
      path(`built/${AZURE}/navigator-layer.json`),
    );
    await cp(join(build, 'aligned-18.1', AZURE), path(`built/aligned-18.1/${AZURE}`), {
      recursive: true,
    });
    await cp(join(build, 'manifest.json'), path('built/manifest.json'));
    const { exitCode, stdout, stderr } = await migrate(
      path('built'),
      '--to',
      '18.1',
      '--out',
      path('out'),
      '--formats',
      'json,csv,stix',
    );
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/left out: \d+ JSON files, neither mapping set nor layer/);
    expect(await files('out')).toEqual([
      ...[
        'coverage.csv',
        'mappings.csv',
        'mappings.json',
        'navigator-layer.json',
        'stix-bundle.json',
      ].map((name) => `aligned-18.1/${AZURE}/${name}`),
      'aligned-18.1/review.csv',
      'aligned-18.1/review.json',
    ]);
  });
});

describe('decisions', () => {
  /** A row whose technique ATT&CK does not know, so that a person has to decide. */
  async function undecided() {
    const place = await workplace();
    const unified = JSON.parse(await readFile(mappings(GCP), 'utf8'));
    const [row] = unified.mapping_objects;
    unified.mapping_objects.push({
      ...row,
      attack_object_id: 'T9001',
      attack_object_name: 'Nothing',
    });
    const file = await place.write('mappings.json', unified);
    const migrate = (...more: string[]) =>
      place.migrate(file, '--to', '18.1', '--out', place.path('out'), ...more);
    const first = await migrate();
    expect(first.exitCode, first.stderr).toBe(0);
    expect(first.stdout).toMatch(/1 row left to decide/);
    const review = await place.json<Review>('out/aligned-18.1/review.json');
    const set = () => place.json<MappingSet>(`out/aligned-18.1/${GCP}/mappings.json`);
    return { ...place, migrate, undecidedFile: file, review, set };
  }

  it('are given back in a review, as JSON or CSV, and remembered', async () => {
    const { migrate, review, set, path, write, json } = await undecided();
    expect(review.rows).toMatchObject([{ set: GCP, attack_object_id: 'T9001', reason: 'unknown' }]);
    expect((await set()).migrations?.[0]?.counts).toMatchObject({ rows: 14, out: 13, aside: 1 });
    const csv = await readFile(path('out/aligned-18.1/review.csv'), 'utf8');
    const [head = '', line = ''] = csv.split('\r\n');
    const at = head.split(',').indexOf('decision');
    expect(line.split(',')[at]).toBe('');

    const decided = { ...review, rows: review.rows.map((row) => ({ ...row, decision: 'T1110' })) };
    const given = await write('review.json', decided);
    const second = await migrate('--decisions', given);
    expect(second.exitCode, second.stderr).toBe(0);
    expect(second.stdout).toMatch(/nothing is left to decide/);
    expect((await set()).migrations?.[0]?.counts).toMatchObject({ out: 14, aside: 0, decided: 1 });
    expect((await json<Review>('out/aligned-18.1/decisions.json')).rows).toEqual([
      { set: GCP, row: review.rows[0]?.row, decision: 'T1110' },
    ]);

    const third = await migrate();
    expect(third.stdout).toMatch(/nothing is left to decide/);
    expect((await set()).migrations?.[0]?.counts).toMatchObject({ decided: 1 });
  });

  /** The review in the output folder, as a table, with a decision on the row that it begins with. */
  const decideIn = async (review: string, decision: string) => {
    const [head = '', line = '', ...more] = (await readFile(review, 'utf8')).split('\r\n');
    const at = head.split(',').indexOf('decision');
    // No cell before that of the decision has a comma.
    const cells = line.split(',');
    expect(cells[at]).toBe('');
    cells[at] = decision;
    const text = [head, cells.join(','), ...more].join('\r\n');
    await writeFile(review, text);
    return text;
  };

  it('on a folder that holds the review of other sets: their rows stay, and can be decided', async () => {
    const { migrate: again, undecidedFile, path, json, set } = await undecided();
    const { migrate } = await workplace();
    const to = (...args: string[]) => migrate(...args, '--to', '18.1', '--out', path('out'));
    const { stdout, stderr } = await to(mappings(AZURE));
    expect(stdout, stderr).toMatch(/1 row left to decide, 1 of them in sets of earlier runs: /);
    const review = () => json<Review>('out/aligned-18.1/review.json');
    expect((await review()).rows).toMatchObject([{ set: GCP, attack_object_id: 'T9001' }]);

    const file = path('out/aligned-18.1/review.csv');
    await decideIn(file, 't1110');
    const given = await to(mappings(AZURE), '--decisions', file);
    expect(given.exitCode, given.stderr).toBe(0);
    expect(given.stderr).toMatch(/1 decision .* not migrate/);
    expect((await review()).rows).toEqual([]);
    expect((await set()).migrations?.[0]?.counts).toMatchObject({ decided: 0 });

    expect((await again()).stdout).toMatch(/nothing is left to decide/);
    expect((await set()).migrations?.[0]?.counts).toMatchObject({ decided: 1 });
    const plan = await to(undecidedFile, '--dry-run');
    expect(plan.stdout, plan.stderr).toMatch(/nothing is left to decide/);
  });

  it('are remembered by a run in which every file failed', async () => {
    const { migrate: again, path, json, set, write } = await undecided();
    const file = path('out/aligned-18.1/review.csv');
    await decideIn(file, 'T1110');
    const broken = await write('broken.json', '{"metadata"');
    const { migrate } = await workplace();
    const run = await migrate(
      ...[broken, '--to', '18.1', '--out', path('out'), '--decisions', file],
    );
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(/breaks off/);
    expect((await json<Review>('out/aligned-18.1/decisions.json')).rows).toMatchObject([
      { set: GCP, decision: 'T1110' },
    ]);
    expect((await json<Review>('out/aligned-18.1/review.json')).rows).toEqual([]);

    expect((await again()).stdout).toMatch(/nothing is left to decide/);
    expect((await set()).migrations?.[0]?.counts).toMatchObject({ decided: 1 });
  });

  it('that were filled in and not given back are not written over', async () => {
    const { migrate, path, json } = await undecided();
    const review = path('out/aligned-18.1/review.csv');
    await decideIn(review, 'drop');
    const before = await folderContents(path('out'));
    const other = await workplace();
    const azure = (...args: string[]) =>
      other.migrate(mappings(AZURE), '--to', '18.1', '--out', path('out'), ...args);
    for (const run of [migrate, azure, () => azure('--dry-run')]) {
      const { exitCode, stderr } = await run();
      expect([exitCode, await folderContents(path('out'))]).toEqual([2, before]);
      expect(stderr).toMatch(
        /were not given .*--decisions \S+review\.csv, or move it:\n {2}line 2: drop/,
      );
    }
    const done = await migrate('--decisions', review);
    expect(done.exitCode, done.stderr).toBe(0);
    expect((await migrate()).exitCode).toBe(0);

    await writeFile(path('out/aligned-18.1/review.json'), '{"rows"');
    const broken = await migrate();
    expect(broken.exitCode).toBe(2);
    expect(broken.stderr).toMatch(/review \S+review\.json would be .*or move it.*breaks off/);
    expect(await readFile(path('out/aligned-18.1/review.json'), 'utf8')).toBe('{"rows"');
    expect((await json<Review>('out/aligned-18.1/decisions.json')).rows).toHaveLength(1);
  });

  it('that cannot be followed are refused with their places, and nothing is written', async () => {
    const { migrate, review, write, path } = await undecided();
    const before = await folderContents(path('out'));
    const [row] = review.rows;
    const cases: readonly (readonly [rows: object[], message: RegExp])[] = [
      [
        [
          { ...row, decision: 'drop' },
          { ...row, decision: 'T1110' },
        ],
        /\/rows\/1\/decision: .*contradicts/,
      ],
      [[{ ...row, decision: 'T9999' }], /\/rows\/0\/decision: .*T9999/],
      [[{ ...row, decision: 'T1053.001' }], /\/rows\/0\/decision: .*T1053\.002/],
      [[{ ...row, decision: 'dorp' }], /\/rows\/0\/decision: .*drop/],
      [
        [{ ...row, row: '0123456789abcdef', decision: 'drop' }],
        /\/rows\/0\/decision: no row 0123456789abcdef was found/,
      ],
    ];
    for (const [rows, message] of cases) {
      const given = await write('review.json', { ...review, rows });
      const { exitCode, stderr } = await migrate('--decisions', given);
      expect(exitCode, String(message)).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/ at .*\.js/);
    }
    const other = await write('review.json', { ...review, to: '16.1' });
    expect((await migrate('--decisions', other)).stderr).toMatch(
      /expected a review for ATT&CK 18\.1, found one for 16\.1/,
    );
    expect((await migrate('--decisions', path('none.csv'))).exitCode).toBe(2);
    expect(await folderContents(path('out'))).toEqual(before);
  });
});

describe('what cannot be migrated', () => {
  it('a version that does not exist, and usage, are errors of usage', async () => {
    const { migrate, path, files } = await workplace();
    const refused: readonly (readonly [args: string[], message: RegExp])[] = [
      [[mappings(GCP), '--to', '77'], /there is no ATT&CK 77 .*There are: 18\.1/],
      [[path('none.json'), '--to', '18.1'], /no file or folder/],
      [[mappings(GCP)], /--to/],
      [[mappings(GCP), mappings(AZURE), '--to', '18.1'], /2 files come of this; [\s\S]*--out/],
      [[mappings(GCP), '--to', '18.1', '--json'], /--json .*--out/],
      [[mappings(GCP), mappings(GCP), '--to', '18.1', '--out', path('out')], /would both become/],
      [
        [mappings(GCP), '--to', '18.1', '--formats', 'cvs', '--out', path('out')],
        /Did you mean csv/,
      ],
    ];
    for (const [args, message] of refused) {
      const { exitCode, stderr, stdout } = await migrate(...args);
      expect(exitCode, args.join(' ')).toBe(2);
      expect(stderr).toMatch(message);
      expect(stdout).toBe('');
    }
    expect(await files('out')).toEqual([]);
  });

  it('downward: refused with the techniques that are missing there, and the other files are migrated', async () => {
    const { migrate, path, files } = await workplace();
    const { exitCode, stderr } = await migrate(
      mappings(CSA),
      mappings(GCP),
      '--to',
      '12.1',
      '--out',
      path('out'),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/csa_ccm\S+: expectation error: [\s\S]*T1669/);
    expect((await files('out')).filter((name) => name.endsWith('mappings.json'))).toEqual([
      `aligned-12.1/${GCP}/mappings.json`,
    ]);
  });

  /** The sample's ATT&CK, its 18.1 bundle changed. */
  async function brokenAttack(path: string, edit: (text: string) => string): Promise<string> {
    await cp(join(SAMPLE, 'attack'), path, { recursive: true });
    const bundle = join(path, 'enterprise-attack/enterprise-attack-18.1.json');
    await writeFile(bundle, edit(await readFile(bundle, 'utf8')));
    return join(path, 'index.json');
  }

  it('a bundle without relationships ends the file, with the bundle as its place', async () => {
    const { migrate, path, files } = await workplace();
    const index = await brokenAttack(path('attack'), (text) =>
      text
        .split('\n')
        .filter((line) => !line.startsWith('{"type":"relationship"'))
        .join('\n')
        .replace(/,\n\]\}/, '\n]}'),
    );
    const { exitCode, stderr } = await migrate(
      mappings(AZURE),
      '--to',
      '18.1',
      '--out',
      path('out'),
      '--attack',
      index,
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/enterprise-attack-18\.1\.json/);
    expect(stderr).toMatch(/revoked-by/);
    expect((await files('out')).filter((name) => name.endsWith('mappings.json'))).toEqual([]);
  });

  it('a circle of revoked-by, and a successor that does not exist, set their rows aside and say so', async () => {
    const { migrate, path } = await workplace();
    const edits: readonly (readonly [string, (text: string) => string, RegExp])[] = [
      [
        'circle',
        (text) =>
          text.replace(
            /("relationship_type":"revoked-by","source_ref":"([^"]+)","target_ref":)"[^"]+"/,
            '$1"$2"',
          ),
        /T1053\.001 → T1053\.001|circle/,
      ],
      [
        'missing',
        (text) =>
          text.replaceAll(
            /("relationship_type":"revoked-by","source_ref":"[^"]+","target_ref":)"[^"]+"/g,
            '$1"attack-pattern--00000000-0000-4000-8000-000000000000"',
          ),
        /00000000-0000-4000-8000-000000000000/,
      ],
    ];
    for (const [name, edit, message] of edits) {
      const index = await brokenAttack(path(name), edit);
      const { stdout, stderr, exitCode } = await migrate(
        mappings(AZURE),
        '--to',
        '18.1',
        '--attack',
        index,
      );
      expect(exitCode, stderr).toBe(1);
      expect(stderr, name).toMatch(/error: .*enterprise-attack-18\.1\.json/);
      expect(stderr, name).toMatch(message);
      const quiet = await migrate(mappings(AZURE), '--to', '18.1', '--attack', index, '--quiet');
      expect(quiet.exitCode).toBe(1);
      expect(quiet.stderr, name).toMatch(message);
      const { migrations } = JSON.parse(stdout) as MappingSet;
      expect(migrations?.[0]?.aside).toMatchObject([
        { reason: 'no_successor', mapping: { attack_object_id: 'T1053.001' } },
      ]);
    }
  });

  it('nothing: where there is no set and no layer', async () => {
    const { migrate, path, write, files } = await workplace();
    await mkdir(path('folder'));
    await write('folder/other.json', { hello: 1 });
    for (const args of [[], ['--out', path('out')], ['--dry-run']]) {
      const { exitCode, stdout, stderr } = await migrate(path('folder'), '--to', '18.1', ...args);
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/expected mapping sets or layers, found none/);
    }
    expect(await files('out')).toEqual([]);
  });

  it('a file that is none of both, named or found in a folder', async () => {
    const { migrate, path, write } = await workplace();
    await mkdir(path('folder'));
    await write('folder/other.json', { hello: 1 });
    await write('folder/broken.json', '{ "mapping_objects": [');
    const { exitCode, stderr } = await migrate(
      path('folder'),
      '--to',
      '18.1',
      '--out',
      path('out'),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/broken\.json: parse error/);
    const named = await migrate(path('folder/other.json'), '--to', '18.1');
    expect(named.exitCode).toBe(1);
    expect(named.stderr).toMatch(/expected a mapping file/);
    expect(await readdir(path('folder'))).toHaveLength(2);
  });

  it('what a program asks for, and nobody can mean', async () => {
    const refused = (request: unknown) =>
      expect(migrate(request as Parameters<typeof migrate>[0])).rejects.toMatchObject({
        name: 'AttackMappingsError',
        code: 'config',
      });
    await refused({});
    await refused({ paths: [], to: '18.1' });
    await refused({ paths: 'x', to: '18.1' });
    await refused({ paths: ['x'] });
    await refused({ paths: ['x'], to: '18.1', out: '' });
  });

  it('into the folder of a build, whose manifest states what is there', async () => {
    const { migrate: run, path } = await workplace();
    await mkdir(path('out'));
    await writeFile(path('out/manifest.json'), '{}');
    const { exitCode, stderr } = await run(mappings(GCP), '--to', '18.1', '--out', path('out'));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/a build writes into/);
    expect(await readdir(path('out'))).toEqual(['manifest.json']);
  });

  it('JSON that breaks off, wherever it is found, and the decisions on its rows are not gone', async () => {
    const { migrate: run, path, write } = await workplace();
    await mkdir(path('layers'));
    const layer = {
      name: 'L',
      versions: { attack: '16', navigator: '5.1.0', layer: '4.5' },
      domain: 'enterprise-attack',
      techniques: [{ techniqueID: 'T9998', score: 1 }],
    };
    await write('layers/whole.json', layer);
    await write('layers/other.json', layer);
    const first = await run(path('layers'), '--to', '18.1', '--out', path('one'));
    expect(first.exitCode, first.stderr).toBe(0);
    const review: Review = JSON.parse(await readFile(path('one/aligned-18.1/review.json'), 'utf8'));
    const rows = review.rows.map((row) => ({ ...row, decision: 'drop' }));
    const given = await write('review.json', { ...review, rows });

    await write('layers/other.json', '{ "name": "Br');
    const broken = await run(path('layers'), '--to', '18.1', '--out', path('two'));
    expect(broken.exitCode).toBe(1);
    expect(broken.stderr).toMatch(/other\.json: parse error: .*breaks off at line 1/);
    const decided = await run(
      path('layers'),
      ...['--to', '18.1', '--out', path('three'), '--decisions', given],
    );
    expect(decided.exitCode).toBe(2);
    expect(decided.stderr).toMatch(
      /other\.json could not be migrated, so that a decision may be on/,
    );

    const alone = await run(path('layers/other.json'), '--to', '18.1', '--out', path('four'));
    expect(alone.exitCode).toBe(1);
    expect(alone.stdout).not.toMatch(/nothing is left/);
    expect(await readdir(path('four'))).toEqual([]);
  });

  it('a layer of a version that does not exist is read as another one, and that is said', async () => {
    const { migrate: run, write } = await workplace();
    const versions = { attack: '16.9', navigator: '5.1.0', layer: '4.5' };
    const layer = { name: 'L', versions, domain: 'enterprise-attack', techniques: [] };
    const odd = await run(await write('odd.json', layer), '--to', '18.1');
    expect(odd.stderr).toMatch(/there is no ATT&CK 16\.9: the layer is read as one of 16\.1/);
    const usual = { ...layer, versions: { ...versions, attack: '16' } };
    expect((await run(await write('usual.json', usual), '--to', '18.1')).stderr).toBe('');
  });
});
