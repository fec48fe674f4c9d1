import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runBuild } from '../../src/commands/run-build.ts';
import type { Manifest } from '../../src/generated/manifest.ts';
import type { RunReport } from '../../src/generated/run-report.ts';
import { buildSummary } from '../../src/report/build-summary.ts';
import { listed, nights, rows } from '../support/nights.ts';
import { temporaryFolder } from '../support/run-cli.ts';

const KEV = 'kev/attack-15.1/kev-02.13.2025/mobile';
const KEV_DOCUMENT = `mappings/${KEV}/kev-02.13.2025_attack-15.1-mobile.json`;
const OLD = 'm365/attack-14.1/m365-12.11.2023/enterprise';
const NEW = 'm365/attack-16.1/m365-07.18.2025/enterprise';
const NEW_DOCUMENT = `mappings/${NEW}/m365-07.18.2025_attack-16.1-enterprise.json`;
const ALIGNED_OLD = `aligned-18.1/${OLD}`;
const LISTING = 'git-tree.json';
const HALF = { [KEV_DOCUMENT]: rows((all) => all.filter((_, i) => i < 5 || i === 8)) };
const WITHOUT_NEW = { [LISTING]: listed((paths) => paths.filter((path) => path !== NEW_DOCUMENT)) };

function setOf(report: RunReport, path: string) {
  return report.pipelines[0]?.sets.find((set) => set.path === path);
}

function notes(report: RunReport, rule: string) {
  return report.pipelines[0]?.diagnostics.filter((diagnostic) => diagnostic.rule === rule) ?? [];
}

describe('a gate that a person lets something through', () => {
  it('lets through what it names, once, and says so', async () => {
    const built = await nights();
    await built.gated();
    built.publish(HALF);
    const elsewhere = await built.gated(['max_shrinkage:veris/**', 'changed_shape']);
    expect(setOf(elsewhere, KEV)).toMatchObject({ status: 'stale' });
    // What let nothing through is said; it is no warning, for nothing has to be done.
    expect(
      notes(elsewhere, 'gate-not-needed').map(({ severity, message }) => [severity, message]),
    ).toEqual([
      [
        'info',
        '--accept max_shrinkage:veris/** let nothing through: max_shrinkage stopped nothing that it names',
      ],
      [
        'info',
        '--accept changed_shape let nothing through: changed_shape stopped nothing that it names',
      ],
    ]);
    const misspelt = await built.gated(['max_shrinkage:kevv/**']);
    expect(setOf(misspelt, KEV)).toMatchObject({ status: 'stale' });
    expect(notes(misspelt, 'gate-not-needed')).toMatchObject([
      {
        severity: 'warning',
        source: 'manifest.json',
        message: expect.stringMatching(
          /^--accept max_shrinkage:kevv\/\*\* .* fits no set of this pipeline/,
        ),
      },
    ]);

    const accepted = await built.gated(['max_shrinkage:kev/**']);
    expect(accepted.totals).toMatchObject({ failed: 0, stale: 0 });
    expect(setOf(accepted, KEV)).toMatchObject({ status: 'built', mappings: 6 });
    expect(notes(accepted, 'gate-accepted')).toEqual([
      {
        severity: 'warning',
        rule: 'gate-accepted',
        source: `${built.origin}/${KEV_DOCUMENT}`,
        place: { pointer: '' },
        message: `${KEV} was let through the gate max_shrinkage: expected at most 20 % fewer than the 9 rows of ${KEV}, found 6, 33.3 % fewer`,
      },
    ]);
    expect(notes(accepted, 'gate-not-needed')).toEqual([]);
    const entry = await built.entry(KEV);
    expect(entry).toMatchObject({ status: 'current', counts: { mappings: 6 } });
    expect(entry).not.toHaveProperty('gate');
    // What a person said is no finding in the data: another build of the same gives the same bytes.
    expect(entry?.counts.findings ?? {}).not.toHaveProperty('gate-accepted');
    // The next night compares with what was let through.
    const next = await built.gated();
    expect(next.totals).toMatchObject({ failed: 0, stale: 0, unchanged: next.totals.sets });
    expect(notes(next, 'gate-accepted')).toEqual([]);
    built.publish({ [KEV_DOCUMENT]: rows((all) => all.filter((_, i) => i < 3 || i === 8)) });
    expect(setOf(await built.gated(), KEV)?.error?.message).toContain('the 6 rows of');
  });

  it('asks no second time for a set that is as it was, when others make it be read again', async () => {
    const built = await nights();
    await built.gated();
    const one = { [KEV_DOCUMENT]: rows((all) => all.slice(0, 1)) };
    built.publish(one);
    await built.gated(['min_rows', 'max_shrinkage', 'lost_capabilities']);
    const { combined: before } = await built.manifest();
    // Files over all frameworks are made anew, and of all sets.
    built.publish({ ...one, [NEW_DOCUMENT]: rows((all) => all.slice(0, -1)) });
    const report = await built.gated(['lost_capabilities:m365']);
    expect(report.totals).toMatchObject({ failed: 0, stale: 0 });
    expect(setOf(report, KEV)).toMatchObject({ status: 'unchanged' });
    expect((await built.manifest()).combined).not.toEqual(before);
  });

  it('one that is none is a usage error that names the nearest, before anything is built', async () => {
    const folder = await temporaryFolder();
    const request = { out: join(folder, 'out'), cache: join(folder, 'cache') };
    await expect(runBuild({ ...request, gates: { accept: ['max_shrink'] } })).rejects.toMatchObject(
      {
        code: 'config',
        message: expect.stringMatching(
          /there is no gate "max_shrink"\. Did you mean max_shrinkage\?/,
        ),
      },
    );
    const filtered = { ...request, where: ['category=detect'], gates: { accept: [] } };
    await expect(runBuild(filtered)).rejects.toMatchObject({ code: 'config', subject: '--where' });
    await expect(readFile(join(folder, 'out/sample/manifest.json'))).rejects.toThrow(/ENOENT/);
  });
});

describe('the releases of a lineage', () => {
  it('a new one is compared with the last one before it', async () => {
    const built = await nights();
    built.publish(WITHOUT_NEW);
    await built.gated();
    built.publish({
      [NEW_DOCUMENT]: rows((all) => all.slice(0, 4)),
    });
    const report = await built.gated();
    expect(setOf(report, NEW)).toMatchObject({ status: 'stale', error: { gate: 'max_shrinkage' } });
    expect(setOf(report, NEW)?.error?.message).toContain(`the 41 rows of ${OLD}, found 4`);
    expect(await built.entry(NEW)).toBeUndefined();
    // The release before keeps its bundle until the new one is let through.
    const bundle = `${OLD}/stix-bundle.json`;
    expect((await built.files()).files).toHaveProperty([bundle]);
    expect((await built.entry(OLD))?.outputs.map(({ path }) => path)).toContain(bundle);
    // What is aligned of it stays too, and says why.
    const { status, gate, reason } = (await built.entry(ALIGNED_OLD)) ?? {};
    expect({ status, gate }).toEqual({ status: 'stale', gate: 'max_shrinkage' });
    expect(reason).toMatch(new RegExp(`^${NEW}: max_shrinkage: expected .*, found 4`));
    built.publish({ [NEW_DOCUMENT]: '{' });
    await built.gated();
    expect(await built.entry(ALIGNED_OLD)).toMatchObject({
      status: 'kept',
      reason: `${NEW}: parse error`,
    });
    built.publish({});
    const accepted = await built.gated([
      'lost_capabilities:m365',
      'changed_shape:m365',
      'new_values:m365',
    ]);
    expect(accepted.totals).toMatchObject({ failed: 0, stale: 0 });
    expect((await built.files()).files).not.toHaveProperty([bundle]);
    expect((await built.files()).files).toHaveProperty([`${NEW}/stix-bundle.json`]);
  });

  it('an older one takes no place of a newer one that a gate keeps', async () => {
    const built = await nights();
    await built.gated();
    const before = await built.files();
    built.publish(WITHOUT_NEW);
    const report = await built.gated();
    expect(setOf(report, NEW)).toMatchObject({ status: 'stale', error: { gate: 'lost_sets' } });
    expect(setOf(report, `aligned-18.1/${OLD}`)).toBeUndefined();
    expect((await built.files()).files).toEqual(before.files);
    expect(await built.entry(`aligned-18.1/${NEW}`)).toMatchObject({
      status: 'stale',
      gate: 'lost_sets',
    });
    await built.gated([`lost_sets:${NEW}`]);
    expect((await built.files()).files).toHaveProperty([`${OLD}/stix-bundle.json`]);
    expect((await built.files()).files).toHaveProperty([`aligned-18.1/${OLD}/stix-bundle.json`]);
  });
});

describe('an ATT&CK version that the index does not list', () => {
  const version = (text: string, to: string) =>
    text.replaceAll('attack-15.1', `attack-${to}`).replaceAll('"15.1"', `"${to}"`);

  it.each(['15.9', '99.0'])(
    'ATT&CK %s stops a new set, and not one that was let through',
    async (to) => {
      const built = await nights();
      await built.gated();
      const path = version(KEV, to);
      const document = version(KEV_DOCUMENT, to);
      const text = version(await readFile(join('pipelines/sample', KEV_DOCUMENT), 'utf8'), to);
      const publish = (body: string) =>
        built.publish({ [LISTING]: listed((paths) => [...paths, document]), [document]: body });
      publish(text);
      const report = await built.gated();
      expect(setOf(report, path)).toMatchObject({
        status: 'stale',
        error: { gate: 'unknown_attack_version' },
      });
      expect(setOf(report, path)?.error?.message).toContain(
        `expected a version that the index of ATT&CK releases lists, found ATT&CK ${to}`,
      );
      const accepted = setOf(await built.gated(['unknown_attack_version']), path);
      // What no release fits cannot be read, whatever a person says.
      if (to === '99.0')
        expect(accepted).toMatchObject({ status: 'failed', error: { code: 'fetch' } });
      else {
        expect(accepted).toMatchObject({ status: 'built' });
        publish(`${text}\n`);
        expect(setOf(await built.gated(), path)).toMatchObject({ status: 'built' });
      }
    },
  );
});

describe('the manifest', () => {
  it('says what the gates of the next build compare with, of published sets', async () => {
    const built = await nights();
    await built.gated();
    const { schema_version, sets } = await built.manifest();
    expect(schema_version).toBe('1.3.0');
    expect(sets.find(({ path }) => path === KEV)?.facts).toEqual({
      capabilities: ['CVE-2019-2215', 'CVE-2021-38000', 'CVE-2022-38181', 'CVE-2023-4863'],
      values: {
        mapping_type: ['exploitation_technique', 'primary_impact', 'uncategorized'],
        score_category: [],
        score_value: [],
        status: ['complete'],
      },
      fields: [
        ...['attack_object_id', 'attack_object_name', 'capability_description', 'capability_group'],
        ...['capability_id', 'comments', 'mapping_type', 'references', 'status'],
      ],
    });
    for (const { path, aligned_from, facts, generator, inputs } of sets) {
      expect(facts === undefined, path).toBe(aligned_from !== undefined);
      expect(generator).toMatch(/^attack-mappings \d/);
      for (const { role, parser } of inputs) {
        expect(parser).toBe(role === 'mappings' ? 'unified-json' : undefined);
      }
    }
  });

  it('of an earlier version: gates that need more let sets through, and it is said once', async () => {
    const built = await nights();
    await built.gated();
    const file = join(built.out, 'manifest.json');
    const manifest: Manifest = JSON.parse(await readFile(file, 'utf8'));
    const sets = manifest.sets.map(({ facts, generator, ...set }) => set);
    await writeFile(file, JSON.stringify({ ...manifest, schema_version: '1.2.0', sets }));
    built.publish({
      [KEV_DOCUMENT]: rows((all) =>
        all.map((row) => ({ ...row, capability_id: 'CVE-2021-38000' })),
      ),
    });
    const report = await built.gated();
    expect(report.totals).toMatchObject({ failed: 0, stale: 0 });
    expect(notes(report, 'gate-not-judged')).toMatchObject([
      {
        severity: 'info',
        source: 'manifest.json',
        message:
          'the manifest is of an earlier version and does not say what 13 sets had: not judged there by lost_capabilities, new_values, changed_shape',
      },
    ]);
    // Counts are in it, so that what they tell is judged.
    await writeFile(file, JSON.stringify({ ...manifest, schema_version: '1.2.0', sets }));
    built.publish(HALF);
    expect(setOf(await built.gated(), KEV)).toMatchObject({ status: 'stale' });
  });
});

it('the closing table tells what failed from what a gate stopped', async () => {
  const built = await nights();
  await built.gated();
  built.publish({ ...HALF, [NEW_DOCUMENT]: '{' });
  const text = buildSummary(await built.gated());
  expect(text).toMatch(/served\/kev\/\S+mobile +stale /);
  expect(text).toMatch(/\n3 failed; the last good files of a set that failed stay:\n/);
  expect(text).toMatch(/\n3 stopped by gates; the last good files stay:\n/);
  expect(text).toContain(`--accept max_shrinkage:${KEV}`);
});
