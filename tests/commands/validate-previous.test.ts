import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import {
  BUNDLE,
  bundleWith,
  first,
  OTHER,
  reportOf,
  run,
  twoBundles,
} from '../support/two-bundles.ts';
import { OUTPUT, rulesOf } from '../support/validate-file.ts';

const renamed = first('course-of-action', (object) => [{ ...object, name: 'Other' }]);
const LATER = '2026-02-01T00:00:00.000Z';

/** ATT&CK of the package, so that every rule is run: a baseline forgets nothing else. */
function sampleAttack(folder: string): string[] {
  return ['--attack', 'sample', '--cache', join(folder, 'cache')];
}

describe('validate --previous', () => {
  it('finds nothing between a bundle and itself, whichever is named first', async () => {
    const folder = await twoBundles();
    expect(await readFile(join(folder, 'new.json'))).toEqual(
      await readFile(join(folder, 'old.json')),
    );
    for (const args of [
      ['--previous', 'old.json', 'new.json'],
      ['new.json', '--previous', 'old.json'],
    ])
      expect(await run(folder, ...args)).toMatchObject({
        exitCode: 0,
        stdout: '1 file, 0 findings\n',
      });
  });

  it('finds nothing where a change is a version, and what is gone is revoked', async () => {
    const folder = await twoBundles((objects) =>
      first('relationship', (object) => [{ ...object, revoked: true, modified: LATER }])(
        first('course-of-action', (object) => [{ ...object, name: 'Other', modified: LATER }])(
          objects,
        ),
      ),
    );
    const { exitCode, findings } = await reportOf(folder, '--previous', 'old.json', 'new.json');
    expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
  });

  it('places what it finds in the later bundle', async () => {
    const folder = await twoBundles((objects) => first('report', () => [])(renamed(objects)));
    const { exitCode, findings } = await reportOf(folder, '--previous', 'old.json', 'new.json');
    expect(exitCode).toBe(1);
    expect(rulesOf(findings)).toEqual(['bundle-change-without-version', 'bundle-object-missing']);
    const text = await readFile(join(folder, 'new.json'), 'utf8');
    const [missing, changed] = findings;
    expect(missing).toMatchObject({
      rule: 'bundle-object-missing',
      place: { pointer: '/objects' },
      message: expect.stringMatching(
        /^report--\S+ of type "report" is missing; it was at \/objects\/\d+ /,
      ),
    });
    const line = text.split('\n').findIndex((words) => words.includes('"name":"Other"')) + 1;
    expect(changed?.place).toMatchObject({ line, pointer: expect.stringMatching(/\/modified$/) });
    expect(JSON.stringify(findings)).not.toContain(folder);
  });

  it('says of an object that is laid out in another way that its bytes are others', async () => {
    const folder = await twoBundles();
    const text = await readFile(join(folder, 'new.json'), 'utf8');
    await writeFile(
      join(folder, 'new.json'),
      text.replace('"spec_version":"2.1"', '"spec_version": "2.1"'),
    );
    const args = ['--previous', 'old.json', 'new.json'];
    const { exitCode, findings } = await reportOf(folder, ...args);
    expect({ exitCode, rules: rulesOf(findings) }).toEqual({
      exitCode: 0,
      rules: ['bundle-other-bytes'],
    });
    expect((await run(folder, ...args, '--fail-on', 'info')).exitCode).toBe(1);
  });

  it('runs the other rules on the later bundle too, and never on the earlier one', async () => {
    const odd = first('course-of-action', (object) => [
      { ...object, external_references: [{ source_name: 'x', url: 'javascript:alert(1)' }] },
    ]);
    const folder = await twoBundles(odd);
    const rules = ['--rules', 'bundle-reference-not-http'];
    const after = await reportOf(folder, '--previous', 'old.json', 'new.json', ...rules);
    expect(rulesOf(after.findings)).toEqual(['bundle-reference-not-http']);
    const before = await reportOf(folder, '--previous', 'new.json', 'old.json', ...rules);
    expect(before.findings).toEqual([]);
  });

  it('finds that the later file is no JSON', async () => {
    const folder = await twoBundles();
    await writeFile(join(folder, 'new.json'), '{"type":"bundle",');
    const { exitCode, findings } = await reportOf(folder, '--previous', 'old.json', 'new.json');
    expect({ exitCode, rules: rulesOf(findings) }).toEqual({ exitCode: 1, rules: ['json'] });
  });

  it('says once that two bundles have nothing in common', async () => {
    const folder = await twoBundles();
    await cp(join(OUTPUT, OTHER), join(folder, 'old.json'));
    const { exitCode, findings } = await reportOf(folder, '--previous', 'old.json', 'new.json');
    expect({ exitCode, rules: rulesOf(findings) }).toEqual({
      exitCode: 1,
      rules: ['bundle-unrelated'],
    });
  });

  it('takes severities, baselines and SARIF as other rules do', async () => {
    const folder = await twoBundles(renamed);
    const args = ['--previous', 'old.json', 'new.json'];
    const known = ['--baseline', 'known.json'];
    const sarif = JSON.parse((await run(folder, ...args, '--format', 'sarif')).stdout);
    expect(sarif.runs[0].results).toMatchObject([{ ruleId: 'bundle-change-without-version' }]);

    await writeFile(join(folder, 'c.yaml'), 'rules: { bundle-change-without-version: info }');
    expect((await run(folder, ...args, '--config', 'c.yaml')).exitCode).toBe(0);

    expect((await run(folder, ...args, ...known, '--write-baseline')).exitCode).toBe(0);
    expect((await reportOf(folder, ...args, ...known)).report.totals).toMatchObject({
      ...{ error: 0, known: 1, gone: 0 },
    });
  });

  it('is no reason to forget what a baseline knows when it is not there', async () => {
    const folder = await twoBundles(renamed);
    const known = ['new.json', '--baseline', 'known.json'];
    await runCli(
      ['validate', ...known, '--previous', 'old.json', '--write-baseline', ...sampleAttack(folder)],
      { cwd: folder },
    );
    const text = await readFile(join(folder, 'known.json'), 'utf8');
    expect(text).toContain('bundle-change-without-version');
    const { stdout } = await runCli(
      ['validate', ...known, '--write-baseline', '--json', ...sampleAttack(folder)],
      { cwd: folder },
    );
    expect(JSON.parse(stdout).totals.gone).toBe(0);
    expect(await readFile(join(folder, 'known.json'), 'utf8')).toBe(text);
  });
});

describe('validate --previous with two folders', () => {
  /** A build that is there twice, the second one changed. */
  async function twoBuilds() {
    const folder = await temporaryFolder();
    const [old, next] = [join(folder, 'old'), join(folder, 'new')];
    for (const path of [BUNDLE, OTHER]) {
      for (const build of [old, next]) {
        await mkdir(dirname(join(build, path)), { recursive: true });
        await cp(join(OUTPUT, path), join(build, path));
      }
    }
    await writeFile(join(next, BUNDLE), await bundleWith(renamed));
    // No bundle: it is none of the files.
    await writeFile(join(next, 'mappings.json'), '{');
    return folder;
  }

  it('compares the bundles at the same place, and no other file', async () => {
    const folder = await twoBuilds();
    const { exitCode, report, stderr } = await reportOf(folder, '--previous', 'old', 'new');
    expect(exitCode).toBe(1);
    expect(report.files.map(({ path, findings }) => [path, rulesOf(findings)])).toEqual([
      [`new/${OTHER}`, []],
      [`new/${BUNDLE}`, ['bundle-change-without-version']],
    ]);
    expect(stderr).not.toContain('only');
  });

  it('names the bundles that one of them has not', async () => {
    const folder = await twoBuilds();
    await cp(join(OUTPUT, OTHER), join(folder, 'new', 'a', 'stix-bundle-filtered.json'));
    await cp(join(OUTPUT, OTHER), join(folder, 'old', 'stix-bundle.json'));
    const { stderr, report } = await reportOf(folder, '--previous', 'old', 'new');
    expect(report.files).toHaveLength(2);
    expect(stderr).toContain('1 bundle in old only, not compared: stix-bundle.json\n');
    expect(stderr).toContain('1 bundle in new only, not compared: a/stix-bundle-filtered.json\n');
  });
});
