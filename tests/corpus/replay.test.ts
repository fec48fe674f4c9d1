import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Manifest } from '../../src/generated/manifest.ts';
import type { UnifiedMappings } from '../../src/generated/unified-mappings.ts';
import { folderContents } from '../support/folder-contents.ts';
import { releaseMirror } from '../support/release-mirror.ts';
import { runCli } from '../support/run-cli.ts';
import type { Bundle, Json } from '../support/stix-rules.ts';
import { successionBreaches } from '../support/stix-succession.ts';
import { corpus, describeCorpus } from './corpus.ts';

const REPOSITORY =
  'raw.githubusercontent.com/center-for-threat-informed-defense/mappings-explorer/main';

/** Path in the repository of `framework attack version`, as the publisher has it. */
function documentPath(release: string): string {
  const [framework, attack, version] = release.split(' ');
  const folder = `mappings/${framework}/attack-${attack}/${framework}-${version}/enterprise`;
  return `${folder}/${framework}-${version}_attack-${attack}-enterprise.json`;
}

const M365 = 'm365 16.1 07.18.2025';
const GONE = 'EID-MFA-E3';

/** Releases in the order of their publication; `without` a capability, and with it again. */
const HISTORY: readonly { releases: readonly string[]; without?: string }[] = [
  { releases: ['azure 8.2 06.29.2021', 'nist_800_53 9.0 rev5'] },
  { releases: ['nist_800_53 10.1 rev5'] },
  { releases: ['nist_800_53 12.1 rev5'] },
  { releases: ['m365 14.1 12.11.2023', 'nist_800_53 14.1 rev5'] },
  { releases: ['nist_800_53 16.1 rev5'] },
  { releases: ['azure 16.1 04.26.2025'] },
  { releases: [M365] },
  { releases: [M365], without: GONE },
  { releases: [M365] },
];

describeCorpus('a history of releases, night by night into a repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attack-mappings-replay-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const work = join(folder, 'work');
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: work, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const show = <T>(commit: string, path: string): T =>
    JSON.parse(git('show', `${commit}:output/mappings-explorer/${path}`));
  const regenerate = (out: string, mirror: string) =>
    runCli([
      ...['regenerate', 'mappings-explorer', '--out', out, '--mirror', mirror],
      // What drifts from release to release is not the matter here.
      ...['min_sets', 'max_shrinkage', 'lost_capabilities', 'new_values', 'changed_shape'].flatMap(
        (gate) => ['--accept', gate],
      ),
      ...['--cache', join(folder, 'cache'), '--exit-code', '--quiet'],
    ]);

  it('every commit obeys the rules of versions, and the last one is a fresh build but for times', {
    timeout: 300_000,
  }, async () => {
    execFileSync('git', ['init', '--quiet', work]);
    const mirror = releaseMirror(join(folder, 'mirror'), corpus);
    const commits: string[] = [];
    for (const { releases, without } of HISTORY) {
      for (const release of releases) {
        const path = documentPath(release);
        const text = readFileSync(join(corpus, REPOSITORY, path), 'utf8');
        mirror.publish(path, without === undefined ? text : withoutCapability(text, without));
      }
      const { exitCode, stdout, stderr } = await regenerate(join(work, 'output'), mirror.folder);
      expect(exitCode, stdout + stderr).toBe(10);
      git('add', '--all');
      git('-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '--quiet', '-m', releases.join());
      commits.push(git('rev-parse', 'HEAD').trim());
    }

    const kinds = new Map<string, number>();
    const churn = new Map<string, object>();
    for (const [i, commit] of commits.entries()) {
      const before = commits[i - 1];
      const bundles = bundlesOf(show<Manifest>(commit, 'manifest.json'));
      for (const [lineage, path] of bundles) {
        const bundle = show<Bundle>(commit, path);
        const earlier = before && bundlesOf(show<Manifest>(before, 'manifest.json')).get(lineage);
        if (before === undefined || earlier === undefined) continue;
        const old = show<Bundle>(before, earlier);
        expect(successionBreaches(old, bundle), `${commit} ${path}`).toEqual([]);
        const counts = countsOf(old, bundle);
        for (const [kind, number] of Object.entries(counts)) {
          kinds.set(kind, (kinds.get(kind) ?? 0) + number);
        }
        churn.set(`${i} ${lineage}`, counts);
      }
    }
    // The history is one in which all of it happens.
    for (const kind of ['same', 'changed', 'added', 'revoked']) {
      expect(kinds.get(kind), kind).toBeGreaterThan(50);
    }
    // Of thousands of objects, those that a release is about.
    expect(churn.get('4 nist_800_53 enterprise false')).toMatchObject({
      ...{ changed: 8, added: 307, revoked: 85 },
    });
    expect(churn.get('6 m365 enterprise false')).toMatchObject({
      ...{ changed: 52, added: 234, revoked: 3 },
    });
    const last = commits.at(-1) ?? '';
    const bundle = show<Bundle>(last, `${folderOf(M365)}/stix-bundle.json`);
    const returned = bundle.objects.filter(({ name }) => String(name).includes(GONE));
    expect(returned.map(({ revoked = false }) => revoked).sort()).toEqual([false, true]);

    const again = await regenerate(join(work, 'output'), mirror.folder);
    expect(again.exitCode, again.stderr).toBe(0);
    expect(git('status', '--porcelain')).toBe('');

    await regenerate(join(folder, 'fresh'), mirror.folder);
    await expectSame(
      join(work, 'output/mappings-explorer'),
      join(folder, 'fresh/mappings-explorer'),
    );
  });
});

function folderOf(release: string): string {
  return documentPath(release)
    .replace(/^mappings\//, '')
    .replace(/\/[^/]*$/, '');
}

function withoutCapability(text: string, capability: string): string {
  const document: UnifiedMappings = JSON.parse(text);
  const rows = document.mapping_objects.filter(({ capability_id }) => capability_id !== capability);
  expect(rows.length).toBeLessThan(document.mapping_objects.length);
  return JSON.stringify({ ...document, mapping_objects: rows });
}

/** The bundle of each lineage, published and aligned, and those over all frameworks. */
function bundlesOf({ sets, combined = [] }: Manifest): Map<string, string> {
  return new Map([
    ...combined.map(({ path }) => [path, `${path}/stix-bundle.json`] as const),
    ...sets.flatMap(({ key, aligned_from, outputs }) => {
      const bundle = outputs.find(({ path }) => path.endsWith('/stix-bundle.json'));
      const lineage = `${key.framework} ${key.domain} ${aligned_from !== undefined}`;
      return bundle ? [[lineage, bundle.path] as const] : [];
    }),
  ]);
}

function countsOf(old: Bundle, next: Bundle) {
  const before = new Map(old.objects.map((object) => [object.id, object]));
  const counts = { same: 0, changed: 0, added: 0, revoked: 0 };
  for (const object of next.objects) {
    const was = before.get(object.id);
    if (was === undefined) counts.added += 1;
    else if (JSON.stringify(was) === JSON.stringify(object)) counts.same += 1;
    else if (object.revoked) counts.revoked += 1;
    else counts.changed += 1;
  }
  return counts;
}

/** All files but those of the history, to the byte; bundles but for times, revoked objects and generations. */
async function expectSame(grown: string, fresh: string): Promise<void> {
  const left = await folderContents(grown);
  const right = await folderContents(fresh);
  expect(Object.keys(left).sort()).toEqual(Object.keys(right).sort());
  const ofHistory = /\/stix-(?:bundle|delta|ledger)\.json$|^manifest\.json$/;
  for (const path of Object.keys(right)) {
    if (ofHistory.test(path)) continue;
    expect(left[path], path).toBe(right[path]);
  }
  const bundles = Object.keys(right).filter((path) => path.endsWith('/stix-bundle.json'));
  expect(bundles.length).toBe(7);
  for (const path of bundles) {
    const [own, other] = [grown, fresh].map((folder) =>
      timeless(JSON.parse(readFileSync(join(folder, path), 'utf8'))),
    );
    expect(own, path).toEqual(other);
  }
}

/** Objects without times and without what is revoked, told by what they say and not by their ids. */
function timeless({ objects }: Bundle): string[] {
  const living = objects.filter(({ revoked }) => !revoked);
  const words = new Map(living.map((object) => [String(object.id), wordsOf(object)]));
  const named = (id: unknown) => words.get(String(id)) ?? id;
  return living
    .map(({ created: _, modified: __, ...object }) => ({
      ...object,
      id: named(object.id),
      ...(object.source_ref ? { source_ref: named(object.source_ref) } : {}),
      ...(object.target_ref ? { target_ref: named(object.target_ref) } : {}),
      ...(Array.isArray(object.object_refs)
        ? { object_refs: object.object_refs.map(named).sort() }
        : {}),
    }))
    .map((object) => JSON.stringify(object))
    .sort();

  function wordsOf(object: Json): string {
    if (object.type !== 'relationship') return `${object.type} ${object.name ?? object.abstract}`;
    const ends = [object.source_ref, object.target_ref].map((id) => {
      const end = objects.find((other) => other.id === id);
      return end?.name ?? id;
    });
    return `${object.relationship_type} ${ends.join(' ')}`;
  }
}
