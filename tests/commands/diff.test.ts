import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChangeReport } from '../../src/generated/changes.ts';
import { diff, validate } from '../../src/index.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const INDEX = join(ROOT, 'pipelines/sample/attack/index.json');
const SAMPLE = join(ROOT, 'output/sample');
const M365 = 'm365/attack-14.1/m365-12.11.2023/enterprise/mappings.json';
const NEWER = 'm365/attack-16.1/m365-07.18.2025/enterprise/mappings.json';

type Row = Readonly<Record<string, unknown>>;
const row = (capability_id: string, attack_object_id: string, more: Row = {}): Row => ({
  ...{ capability_id, attack_object_id, mapping_type: 'mitigates', status: 'complete' },
  ...more,
});

/** A document in the publisher's format. */
const unified = (rows: readonly Row[], more: Row = {}) => ({
  metadata: {
    ...{ mapping_framework: 'nist_800_53', mapping_framework_version: 'rev5' },
    ...{ attack_version: '16.1', technology_domain: 'enterprise', mapping_types: {} },
    ...{ capability_groups: {}, ...more },
  },
  mapping_objects: rows,
});
const layer = (techniques: readonly Row[], more: Row = {}) => ({
  name: 'Layer',
  domain: 'enterprise-attack',
  versions: { attack: '16', navigator: '5.1.0', layer: '4.5' },
  techniques,
  ...more,
});

/** A folder of its own, and the command run in it without a network. */
async function workplace() {
  const folder = await temporaryFolder();
  const path = (name: string) => join(folder, name);
  const run = (...args: string[]) =>
    runCli(
      ['diff', ...args.slice(0, at(args)), '--cache', path('cache'), ...args.slice(at(args))],
      {
        cwd: folder,
      },
    );
  return {
    folder,
    path,
    diff: run,
    json: async (...args: string[]): Promise<ChangeReport> => {
      const { stdout, stderr, exitCode } = await run('--json', ...args);
      expect(exitCode, stderr).toBe(0);
      return JSON.parse(stdout);
    },
    write: async (name: string, value: unknown) => {
      await mkdir(dirname(path(name)), { recursive: true });
      await writeFile(path(name), typeof value === 'string' ? value : JSON.stringify(value));
    },
    git: (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
  };
}
const at = (args: readonly string[]) => (args.includes('--') ? args.indexOf('--') : args.length);

const OLD = unified([row('AC-2', 'T1110'), row('AC-3', 'T1078', { comments: 'Some words.' })]);
const NEW = unified([row('AC-02', 'T1110'), row('AC-3', 'T1078', { comments: 'More words.' })]);
const RESPELLED = unified([
  row('AC-02', 'T1110'),
  row('AC-3', 'T1078', { comments: 'Some words.' }),
]);

describe('diff of files', () => {
  it('tells what changed, in each form', async () => {
    const { diff, json, write, path } = await workplace();
    await write('a.json', OLD);
    await write('b.json', NEW);
    const text = await diff('a.json', 'b.json');
    expect(text).toMatchObject({ exitCode: 0, stderr: '' });
    expect(text.stdout).toContain('comments: [-Some-]{+More+} words.');
    expect(text.stdout).toContain('AC-2 → AC-02  [respelled, 1 row]');
    const report = await json('a.json', 'b.json');
    expect(report).toMatchObject({
      ...{ old: 'a.json', new: 'b.json' },
      totals: { changes: { mappings: { changed: 1, comment: 1 }, respelled: { capabilities: 1 } } },
    });
    const written = await diff('a.json', 'b.json', '--format', 'markdown', '--out', 'c.md');
    expect(written).toMatchObject({ exitCode: 0, stdout: '' });
    expect(written.stderr).toBe('sets: 1 compared, 1 changed, 0 added, 0 removed\n');
    expect(await readFile(path('c.md'), 'utf8')).toContain('~~Some~~ **More** words.');
  });

  it('exits with 10 when something changed, if asked to; another spelling is no change', async () => {
    const { diff, write } = await workplace();
    await write('a.json', OLD);
    await write('b.json', NEW);
    await write('c.json', RESPELLED);
    const exit = async (...args: string[]) => (await diff(...args)).exitCode;
    expect(await exit('a.json', 'b.json', '--exit-code')).toBe(10);
    expect(await exit('a.json', 'b.json')).toBe(0);
    expect(await exit('a.json', 'a.json', '--exit-code')).toBe(0);
    expect(await exit('a.json', 'c.json', '--exit-code')).toBe(0);
    expect((await diff('a.json', 'c.json')).stdout).toContain('1 only respelled');
  });

  it.each([
    ['nist_800_53', 'AC-2', 'AC-02', 1],
    ['nist_800_53', 'AC-2', 'ac-2', 0],
    ['veris', 'action.Hacking', 'action.hacking', 1],
    ['veris', 'action.hacking-2', 'action.hacking-02', 0],
    ['m365', 'DEF-2', 'def-2', 0],
    ['m365', 'DEF-2', 'DEF-02', 0],
  ])('of %s, as its help says, %s and %s are one capability: %i', async (...args) => {
    const [mapping_framework, old, next, respelled] = args;
    const { diff, json, write } = await workplace();
    await write('a.json', unified([row(old, 'T1110')], { mapping_framework }));
    await write('b.json', unified([row(next, 'T1110')], { mapping_framework }));
    const { totals } = await json('a.json', 'b.json', '--no-attack');
    expect(totals.changes.respelled.capabilities).toBe(respelled);
    expect(totals.changes.capabilities.added).toBe(1 - respelled);
    expect((await diff('--help')).stdout).toMatch(
      /numbers of NIST controls padded or not,\s+letter case of VERIS ids/,
    );
  });

  it('reads a canonical set as it reads what it was made of, and the same bytes come each time', async () => {
    const { json } = await workplace();
    const canonical = join(SAMPLE, NEWER);
    const ctid = canonical.replace('mappings.json', 'ctid.json');
    expect((await json(ctid, canonical)).sets).toEqual([]);
    const args = [join(SAMPLE, M365), canonical, '--no-attack'];
    expect(JSON.stringify(await json(...args))).toBe(JSON.stringify(await json(...args)));
  });

  it('tells rows that ATT&CK moved from those that an analyst changed', async () => {
    const { json, diff, write } = await workplace();
    await write('a.json', unified([row('AC-2', 'T1053.001'), row('AC-3', 'T1110')]));
    await write('b.json', unified([row('AC-2', 'T1053.002'), row('AC-3', 'T1078')]));
    const { sets } = await json('a.json', 'b.json', '--attack', INDEX);
    expect(sets[0]).toMatchObject({
      moves: 'told',
      totals: { mappings: { moved: 1, changed: 1, added: 1, removed: 1 } },
    });
    const unasked = await diff('a.json', 'b.json', '--no-attack');
    expect(unasked.stdout).toContain('ATT&CK was not asked');
    const offline = await diff('a.json', 'b.json', '--offline');
    expect(offline.exitCode, offline.stderr).toBe(0);
    expect(offline.stderr).toMatch(/^warning: ATT&CK 16.1 could not be read/);
    const missing = await diff('a.json', 'b.json', '--attack', 'no/index.json');
    expect(missing.exitCode).toBe(1);
  });

  it('asks ATT&CK only when a row can have moved', async () => {
    const { diff, write } = await workplace();
    await write('a.json', OLD);
    await write('b.json', NEW);
    const { exitCode } = await diff('a.json', 'b.json', '--attack', 'no/index.json');
    expect(exitCode).toBe(0);
  });

  it('makes a Navigator layer of the changes', async () => {
    const { diff, write, path } = await workplace();
    await write('a.json', OLD);
    await write('b.json', unified([row('AC-2', 'T1110'), row('AC-4', 'T1621')]));
    const printed = await diff('a.json', 'b.json', '--format', 'layer', '--attack', INDEX);
    expect(printed.exitCode, printed.stderr).toBe(0);
    expect(JSON.parse(printed.stdout).techniques).toMatchObject([
      { techniqueID: 'T1078', color: '#e8a33d' },
      { techniqueID: 'T1621', color: '#5a9bd4' },
    ]);
    const args = ['a.json', 'b.json', '--format', 'layer', '--no-attack', '--out', 'layer.json'];
    expect((await diff(...args)).exitCode).toBe(0);
    expect(JSON.parse(await readFile(path('layer.json'), 'utf8')).domain).toBe('enterprise-attack');
    const none = await diff('a.json', 'a.json', '--format', 'layer');
    expect(none).toMatchObject({ exitCode: 0, stdout: '' });
    expect(none.stderr).toBe('nothing differs: there is no layer to write\n');
  });

  it('makes no layer that the Navigator would refuse', async () => {
    const { diff, write } = await workplace();
    for (const more of [{ technology_domain: 'Mars' }, { attack_version: '../../x' }]) {
      await write('a.json', unified([row('AC-2', 'T1110')], more));
      await write('b.json', unified([row('AC-2', 'T1078')], more));
      const args = ['a.json', 'b.json', '--format', 'layer', '--no-attack'];
      const { exitCode, stdout, stderr } = await diff(...args);
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/for a layer, found "(mars|\.\.\/\.\.\/x)" in the set/);
    }
  });

  it('is a function too', async () => {
    const { write, path } = await workplace();
    await write('a.json', OLD);
    await write('b.json', NEW);
    const report = await diff({ old: path('a.json'), new: path('b.json'), attack: false });
    expect(report.totals.sets).toEqual({ compared: 1, changed: 1, added: 0, removed: 0 });
    expect(validate(JSON.parse(JSON.stringify(report)))).toEqual({
      kind: 'change report',
      findings: [],
    });
    await expect(diff({ old: path('a.json'), new: path('c.json') })).rejects.toMatchObject({
      code: 'config',
    });
  });
});

describe('diff of layers', () => {
  it('compares two, of whatever formats', async () => {
    const { json, write } = await workplace();
    await write('a.json', layer([{ techniqueID: 'T1110', score: 1 }]));
    await write(
      'b.json',
      layer([{ techniqueID: 'T1110', score: 2 }], { versions: undefined, version: '4.0' }),
    );
    const { layers } = await json('a.json', 'b.json');
    expect(layers[0]?.techniques.changed[0]).toMatchObject({ kinds: ['raised'] });
  });

  it('compares those of folders by their paths', async () => {
    const { json, write } = await workplace();
    for (const [side, score] of [
      ['old', 1],
      ['new', 2],
    ] as const) {
      await write(`${side}/x/a.json`, layer([{ techniqueID: 'T1110', score }]));
      await write(`${side}/same.json`, layer([{ techniqueID: 'T1110' }]));
      await write(`${side}/${side}.json`, layer([]));
    }
    const report = await json('old', 'new');
    expect(report.layers.map(({ totals }) => totals.raised)).toEqual([1]);
    expect([report.layers_added, report.layers_removed]).toEqual([['new.json'], ['old.json']]);
    expect(report.totals.layers).toEqual({ compared: 2, changed: 1, added: 1, removed: 1 });
  });

  it('says what of a layer cannot be compared', async () => {
    const { diff, write } = await workplace();
    await write('a.json', layer([{ techniqueID: 'T1110' }]));
    const odd = Array.from({ length: 25 }, (_, i) => ({ techniqueID: `TA${i}` }));
    await write('b.json', layer([{ techniqueID: 'T1110', color: 7 }, ...odd], { mine: 1 }));
    const { stdout, stderr } = await diff('a.json', 'b.json');
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[0]).toMatch(/^warning: b\.json#\/techniques\/0\/color: .*: it is not compared$/);
    expect(lines[1]).toMatch(/#\/techniques\/1\/techniqueID: expected an id .* found "TA0"/);
    expect(lines[20]).toBe('warning: b.json: 6 more members and entries are not compared');
    expect(stdout).toContain('mine: (nothing) → 1');
  });

  it('does not compare a layer with a set', async () => {
    const { diff, write } = await workplace();
    await write('a.json', OLD);
    await write('b.json', layer([]));
    const { exitCode, stderr } = await diff('a.json', 'b.json');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('a.json holds mapping sets, b.json layers: compare sets with sets');
  });
});

describe('diff of folders', () => {
  it('pairs sets by key, new releases with those before, and takes each set of a build once', async () => {
    const { json, write, path } = await workplace();
    const text = await readFile(join(SAMPLE, M365), 'utf8');
    await write(`old/${M365}`, text);
    await write(`new/${NEWER}`, await readFile(join(SAMPLE, NEWER), 'utf8'));
    await write(`new/${NEWER.replace('mappings.json', 'ctid.json')}`, OLD);
    await write('new/aligned-18.1/x/mappings.json', 'this is not read');
    await write('new/manifest.json', { mappings: 3 });
    const report = await json(path('old'), path('new'), '--no-attack');
    expect(report.sets).toMatchObject([
      { old_key: { attack_version: '14.1' }, new_key: { attack_version: '16.1' } },
    ]);
    expect(report.totals.sets).toEqual({ compared: 1, changed: 1, added: 0, removed: 0 });
  });

  it('of the sample with itself nothing differs, and no file is parsed', async () => {
    const { diff } = await workplace();
    const { exitCode, stdout } = await diff(SAMPLE, SAMPLE, '--exit-code');
    expect([exitCode, stdout]).toEqual([0, 'nothing differs\n']);
  });

  it('compares aligned sets when asked to', async () => {
    const { json, path, write } = await workplace();
    const aligned = (sets: ChangeReport) => sets.totals.sets.compared;
    for (const side of ['old', 'new']) {
      const rows = [row('AC-2', side === 'old' ? 'T1110' : 'T1078')];
      await write(`${side}/set.json`, unified(rows, { attack_version: '14.1' }));
      await write(`${side}/aligned-18.1/set.json`, unified(rows, { attack_version: '18.1' }));
    }
    const args = [path('old'), path('new'), '--no-attack'];
    expect(aligned(await json(...args))).toBe(1);
    expect(aligned(await json(...args, '--aligned'))).toBe(2);
  });

  it('needs a folder for several layers', async () => {
    const { diff, write, path } = await workplace();
    for (const side of ['old', 'new']) {
      for (const version of ['rev4', 'rev5']) {
        const rows = [row('AC-2', side === 'old' ? 'T1110' : 'T1078')];
        await write(
          `${side}/${version}.json`,
          unified(rows, { mapping_framework_version: version }),
        );
      }
    }
    const args = ['old', 'new', '--format', 'layer', '--no-attack'];
    const refused = await diff(...args);
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('name a folder with --out');
    expect((await diff(...args, '--out', 'layers')).exitCode).toBe(0);
    const file =
      'layers/nist_800_53/attack-16.1/nist_800_53-rev5/enterprise/navigator-layer-changes.json';
    expect(JSON.parse(await readFile(path(file), 'utf8')).techniques).toHaveLength(2);
  });

  it('passes over files that are neither, also when they alone changed', async () => {
    const { json, write } = await workplace();
    for (const side of ['old', 'new']) {
      await write(`${side}/set.json`, OLD);
      await write(`${side}/notes.json`, { words: side });
    }
    expect((await json('old', 'new')).totals.sets).toMatchObject({ compared: 0, changed: 0 });
  });

  it('warns of a file that is no JSON, for it may have been a set', async () => {
    const { diff, write } = await workplace();
    await write('old/set.json', OLD);
    await write('new/set.json', NEW);
    await write('new/cut.json', '{"metadata": {');
    const { exitCode, stderr } = await diff('old', 'new');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^warning: new\/cut\.json: .*: it is passed over\n$/);
  });

  it('does not guess which of two files holds a set', async () => {
    const { diff, write } = await workplace();
    await write('old/a.json', OLD);
    await write('new/a.json', OLD);
    await write('new/b.json', NEW);
    const { exitCode, stderr } = await diff('old', 'new');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/new\/a\.json and new\/b\.json both hold the set nist_800_53/);
  });
});

describe('diff of git revisions', () => {
  async function repository() {
    const place = await workplace();
    place.git('init', '-q', '-b', 'main');
    await place.write('output/set.json', OLD);
    await place.write(
      'output/other.json',
      unified([row('AC-9', 'T1001')], { technology_domain: 'ics' }),
    );
    await place.write('notes.json', { words: [] });
    place.git('add', '.');
    place.git('commit', '-qm', 'one');
    await place.write('output/set.json', NEW);
    place.git('commit', '-qam', 'two');
    return place;
  }

  it('compares two, below paths or all of them, and touches nothing', async () => {
    const { json, git, path, write } = await repository();
    await write('output/set.json', 'changed since');
    const report = await json('HEAD~1', 'HEAD', '--', 'output');
    expect(report).toMatchObject({
      ...{ old: 'HEAD~1', new: 'HEAD' },
      // The other file is the same in both, and is not read.
      totals: { sets: { compared: 1, changed: 1 }, changes: { mappings: { comment: 1 } } },
    });
    expect((await json('HEAD~1', 'main')).totals).toEqual(report.totals);
    expect((await json('HEAD~1', 'HEAD', '--', 'output/set.json')).totals).toEqual(report.totals);
    expect((await json('HEAD~1', 'HEAD', '--', path('output'))).totals).toEqual(report.totals);
    expect((await json('HEAD~1', 'HEAD', '--', 'output/other.json')).sets).toEqual([]);
    expect(git('status', '--porcelain')).toBe(' M output/set.json\n');
  });

  it('compares one with the working tree', async () => {
    const { json, write, path } = await repository();
    expect((await json('HEAD', '--', 'output')).sets).toEqual([]);
    expect((await json('HEAD~1', '--', 'output')).totals.changes.mappings.comment).toBe(1);
    await write('output/more.json', unified([row('AC-1', 'T1')], { technology_domain: 'mobile' }));
    expect((await json('HEAD', '--', 'output')).sets_added).toHaveLength(1);
    await rm(path('output'), { recursive: true });
    expect((await json('HEAD', '--', 'output')).sets_removed).toHaveLength(2);
  });

  it('takes several paths, whatever they have in common', async () => {
    const { json, git, write } = await repository();
    for (const [folder, domain] of [
      ['x', 'mobile'],
      ['y', 'ics'],
    ] as const) {
      await write(
        `${folder}/set.json`,
        unified([row('AC-2', 'T1')], { technology_domain: domain }),
      );
    }
    git('add', '.');
    git('commit', '-qm', 'three');
    for (const [folder, domain] of [
      ['x', 'mobile'],
      ['y', 'ics'],
    ] as const) {
      await write(
        `${folder}/set.json`,
        unified([row('AC-3', 'T1')], { technology_domain: domain }),
      );
    }
    const changed = async (...args: string[]) => (await json(...args)).totals.sets.changed;
    expect(await changed('HEAD', '--', 'x', 'y')).toBe(2);
    expect(await changed('HEAD', '--', 'x', 'x/set.json', 'x')).toBe(1);
    git('commit', '-qam', 'four');
    expect(await changed('HEAD~1', 'HEAD', '--', 'x', 'y')).toBe(2);
    expect(await changed('HEAD~1', 'HEAD', '--', 'x', 'x/set.json')).toBe(1);
  });

  it('reads the release before, though it did not change', async () => {
    const { json, write, git } = await repository();
    await write('output/new.json', unified([row('AC-2', 'T1110')], { attack_version: '18.1' }));
    git('add', '.');
    git('commit', '-qm', 'three');
    const { sets, totals } = await json('HEAD~1', 'HEAD', '--no-attack');
    expect(totals.sets).toMatchObject({ compared: 3, changed: 1, added: 0 });
    expect(sets[0]).toMatchObject({ old_key: { attack_version: '16.1' } });
  });

  it('works in a folder of the repository, where a name is a path first', async () => {
    const { folder, git, write } = await repository();
    git('branch', 'output');
    const cwd = join(folder, 'output');
    const { stdout } = await runCli(['diff', '--json', 'HEAD~1', 'HEAD', '--', '.'], { cwd });
    expect(JSON.parse(stdout).totals.sets.changed).toBe(1);
    await write('copy/set.json', OLD);
    const paths = await runCli(['diff', '--json', 'output', 'copy'], { cwd: folder });
    expect(JSON.parse(paths.stdout).totals.sets).toMatchObject({ compared: 1, removed: 1 });
  });

  it('follows no link out of the revision', async () => {
    const { json, git, path } = await repository();
    await symlink('/etc/hostname', path('output/link.json'));
    git('add', '.');
    git('commit', '-qm', 'link');
    expect((await json('HEAD~2', 'HEAD', '--', 'output')).totals.sets.compared).toBe(1);
  });

  it('passes over links in the working tree too', async () => {
    const { json, diff, git, path, write } = await repository();
    await write('mobile.json', unified([row('AC-1', 'T1')], { technology_domain: 'mobile' }));
    await symlink('../mobile.json', path('output/link.json'));
    await symlink('output', path('shown'));
    git('add', '.');
    git('commit', '-qm', 'links');
    for (const where of ['output', '.']) {
      const { totals, sets_added } = await json('HEAD', '--', where);
      expect([totals.sets.changed, sets_added]).toEqual([0, []]);
    }
    await rm(path('output/link.json'));
    await symlink('set.json', path('output/link.json'));
    expect((await diff('HEAD', '--', 'output')).exitCode).toBe(0);
    for (const where of ['shown', 'shown/set.json', 'output/link.json']) {
      expect((await diff('HEAD', '--', where)).exitCode).toBe(2);
    }
  });

  it('passes over JSON that is neither set nor layer, strict or not', async () => {
    const { diff, git, write } = await repository();
    for (const words of ['one', 'two']) {
      await write('tsconfig.json', `{ // ${words}\n  "compilerOptions": {},\n}`);
      await write('site.json', `{ // ${words}\n  "domain": "example.org",\n}`);
      await write('index.json', { mappings: { properties: { [words]: {} } } });
      await write('output/set.json', words === 'one' ? OLD : NEW);
      git('add', '.');
      git('commit', '-qm', words);
    }
    const { exitCode, stdout, stderr } = await diff('HEAD~1', 'HEAD', '--exit-code');
    expect(exitCode, stderr).toBe(10);
    expect(stdout).toContain('sets: 1 compared, 1 changed');
    expect(stderr).toMatch(/^warning: HEAD:tsconfig\.json: .*: it is passed over$/m);
    expect(stderr).toMatch(/^warning: HEAD:site\.json: .*: it is passed over$/m);
  });

  it.each([
    ['{"mapping_objects": [', 'found a document that breaks off'],
    ['<<<<<<< HEAD\n{"mapping_objects": []}', 'set.json: expected'],
    [JSON.stringify({ mapping_types: [], mappings: {} }), 'not a mapping set'],
    ['{"techniques": [{"techniqueID": "T1110"', 'found a document that breaks off'],
  ])('does not pass over %j, which was meant as a set or layer', async (text, words) => {
    const { diff, git, write } = await repository();
    await write('output/set.json', text);
    git('commit', '-qam', 'three');
    const { exitCode, stderr } = await diff('HEAD~1', 'HEAD');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(words)]);
  });

  it('takes a path for a name, whatever git would read in it', async () => {
    const { json, git, write } = await repository();
    await write(':(glob)x/set.json', OLD);
    git('add', '.');
    git('commit', '-qm', 'three');
    await write(':(glob)x/set.json', NEW);
    const { totals } = await json('HEAD', '--', ':(glob)x');
    expect(totals.sets).toMatchObject({ compared: 1, changed: 1 });
  });

  it.each([
    [['--output=x', 'HEAD', '--', 'output'], /unknown option/],
    [['nothing', 'HEAD', '--', 'output'], /"nothing" names no revision/],
    [['HEAD:output', 'HEAD', '--', 'output'], /names no revision/],
    [['HEAD\nHEAD', 'HEAD', '--', 'output'], /names no revision/],
    [['HEAD~1', 'HEAD', '--', '../..'], /leads out of the repository/],
    [['HEAD~1', 'HEAD', '--', 'gone'], /neither HEAD~1 nor HEAD has a file or folder gone: check/],
    [['HEAD~1', '--', 'output', 'gone'], /nor working tree has a file or folder gone: check/],
    [['HEAD~1', 'HEAD', '--', 'output', '--exit-code'], /folder --exit-code: options stand before/],
    [['HEAD~1', '--', 'output', '--exit-code'], /folder --exit-code: options stand before --/],
    [['HEAD~1', 'HEAD', '--', 'notes.json'], /notes\.json: expected a mapping file/],
    [['HEAD~1', 'HEAD', '--', ':(exclude)output'], /has a file or folder :\(exclude\)output/],
    [['HEAD~1', 'HEAD', '--', ''], /a path is empty/],
    [['HEAD', ''], /OLD, NEW or a path is empty/],
    [['HEAD'], /expected OLD and NEW, found 1 name:/],
    [['HEAD', 'output'], /there is no file or folder HEAD, and output is one/],
    [['a', 'b', 'c'], /paths of revisions come after --/],
  ] as const)('%j is refused with words', async (args, words) => {
    const { diff } = await repository();
    const { exitCode, stdout, stderr } = await diff(...args);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(stdout).toBe('');
    // A file that was named and is no mapping file is broken input, the others are misuse.
    expect(exitCode).toBe(/mapping file/.test(words.source) ? 1 : 2);
  });

  it('a revision is never an option of git', async () => {
    const { path } = await repository();
    const cwd = process.cwd();
    process.chdir(path('.'));
    try {
      await expect(diff({ old: '--help', new: 'HEAD', paths: ['output'] })).rejects.toMatchObject({
        ...{ code: 'config', subject: '--help' },
      });
    } finally {
      process.chdir(cwd);
    }
  });
});

describe('names that hold control characters', () => {
  const EVIL = 'x\n  ::error::y\u001b[2J';
  it.each([
    [['a.json', EVIL]],
    [[EVIL, EVIL]],
    [['a.json', `${EVIL}.json`]],
    [['a.json', 'a.json', `--${EVIL}`]],
    [['old', EVIL]],
    [['old', `${EVIL}.d`]],
  ])('%j reach no terminal or log', async (args) => {
    const { diff, write } = await workplace();
    await write('a.json', OLD);
    await write(`${EVIL}.json`, '{');
    await write('old/a.json', OLD);
    await write(`${EVIL}.d/${EVIL}.json`, '{');
    await write(`${EVIL}.d/a.json`, layer([]));
    const { stderr, stdout } = await diff(...args);
    const told = stderr + stdout;
    expect(told).toContain('::error::');
    expect(told).not.toMatch(/^\s*::/m);
    expect(told.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('wrong input of diff', () => {
  it.each([
    [['a.json', 'gone.json'], 2, /there is no file or folder gone\.json, and a\.json is one/],
    [['x.json', 'y.json'], 2, /no file or folder x\.json or y\.json, and no git repository here/],
    [['a.json', 'broken.json'], 1, /broken\.json/],
    [['a.json', 'deep.json'], 1, /at most 256 deep in deep\.json, found them deeper/],
    [['a.json', 'words.json'], 1, /expected a mapping file/],
    [
      ['a.json', 'a.json', '--format', 'html'],
      2,
      /Allowed choices are text, markdown, json, layer/,
    ],
    [['a.json', 'a.json', '--max-bytes', '10'], 2, /expected a whole number from 1000/],
    [['empty', 'empty'], 2, /no \*\.json below empty/],
    [['nothing', 'nothing'], 2, /neither nothing nor nothing holds mapping sets/],
    [
      ['a.json', 'b.json', '--format', 'markdown', '--out', 'a.json'],
      2,
      /a\.json is one of the files that were compared/,
    ],
  ] as const)('%j', async (args, code, words) => {
    const { diff, write, path } = await workplace();
    await write('a.json', OLD);
    await write('b.json', NEW);
    await write('broken.json', '{"mapping_objects": [');
    await write('words.json', '{"words": 1}');
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    await write('deep.json', JSON.stringify(OLD).replace('"AC-2"', `"AC-2","note":${deep}`));
    await write('nothing/words.json', '{"words": 1}');
    await mkdir(path('empty'));
    const { exitCode, stderr, stdout } = await diff(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});
