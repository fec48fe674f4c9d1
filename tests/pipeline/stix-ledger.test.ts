import { copyFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type BuildRequest, runBuild } from '../../src/commands/run-build.ts';
import type { StixLedger } from '../../src/generated/stix-ledger.ts';
import type { UnifiedMappings } from '../../src/generated/unified-mappings.ts';
import { ownSample } from '../support/own-sample.ts';
import { runCli } from '../support/run-cli.ts';
import { type Bundle, checkBuild, type Json } from '../support/stix-rules.ts';
import { successionBreaches } from '../support/stix-succession.ts';

const AZURE = 'azure/attack-16.1/azure-04.26.2025/enterprise';
const DOCUMENT = `mappings/${AZURE}/azure-04.26.2025_attack-16.1-enterprise.json`;
const ALIGNED = `aligned-18.1/${AZURE}`;
const VERIS = 'veris/attack-12.1/veris-1.3.7';

type Row = UnifiedMappings['mapping_objects'][number];

async function nights() {
  const sample = await ownSample();
  const original = await readFile(join(sample.folder, 'pipelines/sample', DOCUMENT), 'utf8');
  const file = (path: string) => join(sample.folder, 'out/sample', path);
  const read = async <T>(path: string): Promise<T> =>
    JSON.parse(await readFile(file(path), 'utf8'));
  return {
    ...sample,
    file,
    read,
    bundle: (path = AZURE) => read<Bundle>(`${path}/stix-bundle.json`),
    ledger: (path = AZURE) => read<StixLedger>(`${path}/stix-ledger.json`),
    /** One night, with whatever came of it. */
    regenerate: async (cache = 'cache', more: BuildRequest = {}) =>
      runBuild({
        ...more,
        pipelines: [join(sample.folder, 'pipelines/sample.yaml')],
        out: join(sample.folder, 'out'),
        cache: join(sample.folder, cache),
        ledger: true,
      }),
    /** The document of one set as published, with other rows or dates. */
    publish: (change: (document: UnifiedMappings) => void) =>
      sample.edit(DOCUMENT, () => {
        const document = JSON.parse(original);
        change(document);
        return JSON.stringify(document);
      }),
  };
}

const without = (capability: string) => (document: UnifiedMappings) => {
  document.mapping_objects = document.mapping_objects.filter(
    ({ capability_id }: Row) => capability_id !== capability,
  );
};
const ours = (bundle: Bundle, type: string): Json[] =>
  bundle.objects.filter((object) => object.type === type);
const named = (bundle: Bundle, words: string): Json[] =>
  bundle.objects.filter(({ name }) => String(name).includes(words));

it('a second night on the same inputs changes no byte, with or without the cache', async () => {
  const { regenerate, contents, read } = await nights();
  await regenerate();
  const first = await contents('out');
  expect(Object.keys(first).filter((path) => path.endsWith('/stix-ledger.json'))).toHaveLength(22);
  const bundle = await read<Bundle>(`${AZURE}/stix-bundle.json`);
  // The first delta holds everything.
  expect((await read<Bundle>(`${AZURE}/stix-delta.json`)).objects).toEqual(bundle.objects);
  const again = await regenerate();
  expect(again.totals.unchanged).toBe(again.totals.sets);
  expect(await contents('out')).toEqual(first);
  expect((await regenerate('another')).totals).toMatchObject({ unchanged: 0, failed: 0 });
  expect(await contents('out')).toEqual(first);
});

it('a build goes on with a ledger that is there, and begins none', async () => {
  const { build, regenerate, contents, folder } = await nights();
  await build('out', 'cache');
  expect(Object.keys(await contents('out')).join('\n')).not.toMatch(/ledger|delta/);
  await regenerate();
  const first = await contents('out');
  await build('out', 'cache');
  expect(await contents('out')).toEqual(first);
  expect(folder).toBeDefined();
});

it('what is gone stays as revoked, and comes back as another object', async () => {
  const { regenerate, publish, bundle, ledger, read, manifest } = await nights();
  await regenerate();
  const [control] = named(await bundle(), 'file_integrity_monitoring');
  expect(control).toBeDefined();

  await publish(without('file_integrity_monitoring'));
  await regenerate();
  const [gone, ...more] = named(await bundle(), 'file_integrity_monitoring');
  expect(more).toEqual([]);
  // The data's own date of last update is later than the creation date of the first version.
  expect(gone).toEqual({ ...control, revoked: true, modified: '2025-05-29T00:00:00.000Z' });
  const edges = ours(await bundle(), 'relationship').filter((edge) => edge.source_ref === gone?.id);
  expect(edges.length).toBeGreaterThan(0);
  for (const edge of edges) expect(edge.revoked).toBe(true);
  const report = ours(await bundle(), 'report')[0];
  expect(report?.object_refs).not.toContain(gone?.id);
  const delta = await read<Bundle>(`${AZURE}/stix-delta.json`);
  expect(new Set(delta.objects.map(({ id }) => id))).toEqual(
    new Set([gone?.id, report?.id, ...edges.map(({ id }) => id)]),
  );
  const entry = (await manifest('out')).sets.find(({ path }) => path === AZURE);
  const written = entry?.outputs.find(({ path }) => path.endsWith('/stix-ledger.json'));
  expect(entry?.inputs.find(({ role }) => role === 'ledger')).toEqual({
    url: written?.path,
    sha256: written?.sha256,
    role: 'ledger',
  });

  await publish(() => {});
  await regenerate();
  const [first, second, ...none] = named(await bundle(), 'file_integrity_monitoring').sort(
    (a, b) => Number(b.revoked ?? false) - Number(a.revoked ?? false),
  );
  expect(none).toEqual([]);
  expect(first).toEqual(gone);
  expect(second?.id).not.toBe(gone?.id);
  expect(second?.revoked).toBeUndefined();
  expect((await ledger()).objects.find(({ id }) => id === second?.id)?.generation).toBe(2);

  // Gone once more, and back once more: the third generation.
  await publish(without('file_integrity_monitoring'));
  await regenerate();
  await publish(() => {});
  await regenerate();
  const generations = named(await bundle(), 'file_integrity_monitoring').map(({ id }) =>
    ledger().then(({ objects }) => objects.find((entry) => entry.id === id)?.generation),
  );
  expect((await Promise.all(generations)).sort()).toEqual([2, 3, undefined]);
});

it('what changes keeps its creation, and is later than before', async () => {
  const { regenerate, publish, bundle, read } = await nights();
  await regenerate();
  const before = new Map((await bundle()).objects.map((object) => [object.id, object]));
  const comment = (text: string) => (document: UnifiedMappings) => {
    for (const row of document.mapping_objects) {
      if (row.capability_id === 'microsoft_sentinel') row.comments = text;
    }
  };
  const changed = async () =>
    (await bundle()).objects.filter(
      (object) => JSON.stringify(object) !== JSON.stringify(before.get(object.id)),
    );
  await publish(comment('Another reason.'));
  await regenerate();
  const first = await changed();
  expect(first.map(({ type }) => type).sort()).toEqual(['relationship', 'report']);
  for (const object of first) {
    expect(object.created).toBe('2025-04-26T00:00:00.000Z');
    expect(object.modified).toBe('2025-05-29T00:00:00.000Z');
  }
  expect((await read<Bundle>(`${AZURE}/stix-delta.json`)).objects).toEqual(first);

  // The publisher changes it again under the same date: the least that is later.
  await publish(comment('Still another reason.'));
  await regenerate();
  for (const object of await changed()) expect(object.modified).toBe('2025-05-29T00:00:00.001Z');
  // Aligned sets are given the same times, by ledgers of their own.
  const aligned = ours(await bundle(ALIGNED), 'relationship').filter(({ description }) =>
    String(description).includes('Still another reason.'),
  );
  expect(aligned.map(({ modified }) => modified)).toEqual(['2025-05-29T00:00:00.001Z']);
  const combined = await bundle('combined/18.1/enterprise');
  expect(combined.objects).toEqual(expect.arrayContaining(aligned));
});

it('files over all frameworks hold what is revoked, too', async () => {
  const { regenerate, publish, bundle } = await nights();
  await regenerate();
  await publish(without('file_integrity_monitoring'));
  await regenerate();
  const own = (await bundle(ALIGNED)).objects;
  expect(own.some(({ revoked }) => revoked === true)).toBe(true);
  expect((await bundle('combined/18.1/enterprise')).objects).toEqual(
    expect.arrayContaining([...own]),
  );
});

it('a build that was killed between bundle and ledger is repeated to the byte', async () => {
  const { regenerate, publish, contents, file, folder } = await nights();
  await regenerate();
  await cp(join(folder, 'out'), join(folder, 'before'), { recursive: true });
  await publish((document) => {
    without('file_integrity_monitoring')(document);
    for (const row of document.mapping_objects) row.comments = `${row.comments ?? ''} More.`;
  });
  await regenerate();
  const wanted = await contents('out');
  const restore = (path: string) => copyFile(join(folder, 'before/sample', path), file(path));
  // The manifest is the last of all, the ledger the last of a set.
  await restore('manifest.json');
  await restore(`${AZURE}/stix-ledger.json`);
  await regenerate('another');
  expect(await contents('out')).toEqual(wanted);
  await restore('manifest.json');
  await restore(`${AZURE}/stix-ledger.json`);
  await restore(`${AZURE}/stix-delta.json`);
  await restore(`${AZURE}/stix-bundle.json`);
  await regenerate('a third');
  expect(await contents('out')).toEqual(wanted);
});

it('a broken or lost history is an error, and nothing is changed', async () => {
  const { regenerate, publish, contents, file } = await nights();
  await regenerate();
  const good = await contents('out');
  const ledger = await readFile(file(`${AZURE}/stix-ledger.json`), 'utf8');
  const errorOf = async () => {
    const [pipeline] = (await regenerate('another')).pipelines;
    return pipeline?.sets.find(({ path }) => path === AZURE)?.error?.message;
  };
  await writeFile(file(`${AZURE}/stix-ledger.json`), ledger.slice(0, 200));
  expect(await errorOf()).toMatch(/restore it from where it was published/);
  await writeFile(file(`${AZURE}/stix-ledger.json`), ledger.replaceAll('T00:00:00.000Z', ''));
  expect(await errorOf()).toMatch(/not a valid ledger.*\n.*expected text like/);
  await writeFile(
    file(`${AZURE}/stix-ledger.json`),
    ledger.replaceAll('2025-04-26T', '9999-04-26T'),
  );
  expect(await errorOf()).toMatch(/not a valid ledger.*\n.*has no such times/);
  await rm(file(`${AZURE}/stix-ledger.json`));
  expect(await errorOf()).toMatch(/stix-ledger.json is in the manifest and not in the folder/);
  await writeFile(file(`${AZURE}/stix-ledger.json`), ledger);

  await publish(without('file_integrity_monitoring'));
  await rm(file(`${AZURE}/stix-bundle.json`));
  expect(await errorOf()).toMatch(/objects are gone, as .*restore it as it was published/);
  const { [`${AZURE}/stix-bundle.json`]: _, 'manifest.json': __, ...rest } = good;
  expect(await contents('out')).toMatchObject(rest);
});

it('a build without stix does not end a history', async () => {
  const { regenerate, run } = await nights();
  await regenerate();
  const { exitCode, stderr } = await run('out', 'cache', '--formats', 'csv');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/keeps a history of STIX objects .*which a build without stix would end/);
});

it('where one set fails, those that share objects with it stay as they were', async () => {
  const { regenerate, edit, contents } = await nights();
  await regenerate();
  const good = await contents('out');
  const ics = `mappings/${VERIS}/ics/veris-1.3.7_attack-12.1-ics.json`;
  await edit(ics, () => '<html></html>');
  const report = await regenerate();
  const failed = report.pipelines[0]?.sets.filter(({ status }) => status === 'failed') ?? [];
  expect(failed.find(({ path }) => path === `${VERIS}/enterprise`)?.error?.message).toBe(
    `it shares STIX objects with ${VERIS}/ics, which failed: both stay as they were`,
  );
  const { 'manifest.json': _, ...files } = good;
  expect(await contents('out')).toMatchObject(files);
});

it('bundle, delta and ledger are valid, whatever was revoked', async () => {
  const { regenerate, publish, file, attack } = await nights();
  await regenerate();
  await publish(without('file_integrity_monitoring'));
  await regenerate();
  const index = join(attack, 'index.json');
  for (const folder of [AZURE, ALIGNED]) {
    const args = ['stix-bundle', 'stix-delta', 'stix-ledger'].map((name) =>
      file(`${folder}/${name}.json`),
    );
    const { exitCode, stdout } = await runCli(['validate', ...args, '--attack', index]);
    expect(exitCode, stdout).toBe(0);
  }
});

it('a build of some sets does not take apart what others share with them', async () => {
  const { regenerate, run, contents } = await nights();
  await regenerate();
  const before = await contents('out');
  const { exitCode, stderr } = await run('out', 'cache', '--only', `${VERIS}/enterprise`);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/shares STIX objects with .*take both, as with --only 'veris/);
  expect(await contents('out')).toEqual(before);
  expect((await run('out', 'another', '--only', 'veris/**')).exitCode).toBe(0);
  expect((await run('out', 'another', '--only', 'm365/attack-14.1/**')).exitCode).toBe(0);
  expect(await contents('out')).toEqual(before);
});

it('what a framework that was withdrawn had stays in the files over all frameworks', async () => {
  const { regenerate, edit, bundle } = await nights();
  await regenerate();
  const before = await bundle('combined/18.1/enterprise');
  await edit('git-tree.json', (text) => {
    const listing = JSON.parse(text);
    const tree = listing.tree.filter(({ path }: { path: string }) => !path.includes('/gcp/'));
    expect(tree.length).toBeLessThan(listing.tree.length);
    return JSON.stringify({ ...listing, tree });
  });
  await regenerate();
  expect(successionBreaches(before, await bundle('combined/18.1/enterprise'))).toEqual([]);
});

it('a night without alignment leaves no id with two contents', async () => {
  const { regenerate, publish, bundle } = await nights();
  const rename = (document: UnifiedMappings) => {
    for (const row of document.mapping_objects) {
      if (row.capability_id === 'file_integrity_monitoring') row.capability_description = 'FIM';
    }
  };
  await regenerate();
  const before = [await bundle(ALIGNED), await bundle('combined/18.1/enterprise')];
  await publish(rename);
  await regenerate('cache', { align: 'none' });
  await publish(without('file_integrity_monitoring'));
  await regenerate('cache', { align: 'none' });
  await regenerate();
  const after = [await bundle(ALIGNED), await bundle('combined/18.1/enterprise')];
  expect(checkBuild([await bundle(), ...after])).toEqual([]);
  for (const [i, old] of before.entries()) {
    expect(successionBreaches(old, after[i] as Bundle)).toEqual([]);
  }
  expect(named(await bundle(ALIGNED), 'FIM').map(({ revoked }) => revoked)).toEqual([true]);
});

it('markings that revoked objects refer to stay with them', async () => {
  const { regenerate, publish, bundle, folder } = await nights();
  await regenerate();
  await publish(without('file_integrity_monitoring'));
  await regenerate();
  const pipeline = join(folder, 'pipelines/sample.yaml');
  const text = await readFile(pipeline, 'utf8');
  await writeFile(pipeline, text.replace(/attribution:\n/, '$&  - Regenerated by a test.\n'));
  await regenerate();
  for (const path of [AZURE, ALIGNED, 'combined/18.1/enterprise']) {
    const { objects } = await bundle(path);
    const ids = new Set(objects.map(({ id }) => id));
    const marks = objects.flatMap(({ object_marking_refs: refs = [] }) => refs as string[]);
    expect(
      marks.filter((id) => !ids.has(id)),
      path,
    ).toEqual([]);
  }
});

it('a delta that is broken is not handed on', async () => {
  const { regenerate, file, read } = await nights();
  await regenerate();
  await writeFile(file(`${AZURE}/stix-delta.json`), 'garbage');
  await regenerate('another');
  expect(await read<Bundle>(`${AZURE}/stix-delta.json`)).toEqual({
    type: 'bundle',
    id: expect.stringMatching(/^bundle--/),
  });
});

it('a build that was killed while a new release took a history over is completed', async () => {
  const { regenerate, edit, contents, file, folder } = await nights();
  const newer = 'm365/attack-16.1/m365-07.18.2025/enterprise';
  const older = 'm365/attack-14.1/m365-12.11.2023/enterprise';
  const listing = join(folder, 'pipelines/sample/git-tree.json');
  const published = await readFile(listing, 'utf8');
  await edit('git-tree.json', (text) => text.replaceAll(`mappings/${newer}/`, 'elsewhere/'));
  await regenerate();
  await cp(file('manifest.json'), join(folder, 'manifest-before.json'));
  await writeFile(listing, published);
  await regenerate();
  const wanted = await contents('out');
  expect(Object.keys(wanted)).toContain(`${newer}/stix-ledger.json`);
  expect(Object.keys(wanted)).not.toContain(`${older}/stix-ledger.json`);
  // All is in place, and the manifest is still the old one, which lists the ledger that went.
  await copyFile(join(folder, 'manifest-before.json'), file('manifest.json'));
  const { totals } = await regenerate('another');
  expect(totals.failed).toBe(0);
  expect(await contents('out')).toEqual(wanted);
});
