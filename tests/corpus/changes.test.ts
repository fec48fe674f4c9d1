import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isChanged } from '../../src/changes/change-totals.ts';
import { changesLayer } from '../../src/changes/changes-layer.ts';
import { compareSets } from '../../src/changes/compare-sets.ts';
import { readSets } from '../../src/commands/diff/read-sets.ts';
import type { ChangeReport, SetChanges } from '../../src/generated/changes.ts';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import { capabilityIdentity } from '../../src/model/capability-identity.ts';
import { applyChanges, published } from '../support/apply-changes.ts';
import { checkLayer } from '../support/layer-rules.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { attackIndex, corpus, describeCorpus, unifiedPaths } from './corpus.ts';
import { rawCounts } from './raw-changes.ts';

const M365 = ['m365/attack-14.1/', 'm365/attack-16.1/'] as const;
const PAIRS: readonly (readonly [string, string, string])[] = [
  [...M365, '16.1'],
  ['azure/attack-8.2/', 'azure/attack-16.1/', '16.1'],
  ['attack-12.1/nist_800_53-rev5/', 'attack-14.1/nist_800_53-rev5/', '14.1'],
  ['attack-14.1/nist_800_53-rev5/', 'attack-16.1/nist_800_53-rev5/', '16.1'],
  ['attack-14.1/nist_800_53-rev4/', 'attack-14.1/nist_800_53-rev5/', '14.1'],
];

function pathOf(part: string): string {
  const [path, ...others] = unifiedPaths().filter(
    (name) => name.includes(part) && name.includes('/enterprise/'),
  );
  if (path === undefined || others.length > 0) throw new Error(`${part} is not one file`);
  return path;
}

async function setOf(path: string): Promise<MappingSet> {
  const [set] = await readSets(readFileSync(path), path, {}, () => undefined);
  if (set === undefined) throw new Error(`no set in ${path}`);
  return set;
}

/** What was revoked in favour of what, read from the bundle itself. */
function successors(version: string): Map<string, string> {
  const folder = join(corpus, 'raw.githubusercontent.com/mitre-attack/attack-stix-data/master');
  const file = join(folder, 'enterprise-attack', `enterprise-attack-${version}.json`);
  const { objects } = JSON.parse(readFileSync(file, 'utf8')) as {
    objects: readonly Readonly<Record<string, unknown>>[];
  };
  const ids = new Map(
    objects.flatMap(({ id, external_references }) => {
      const [first] = (external_references ?? []) as readonly { external_id?: string }[];
      return first?.external_id ? [[id, first.external_id]] : [];
    }),
  );
  return new Map(
    objects.flatMap(({ relationship_type, source_ref, target_ref }) => {
      const [from, to] = [ids.get(source_ref), ids.get(target_ref)];
      return relationship_type === 'revoked-by' && from && to ? [[from, to]] : [];
    }),
  );
}

async function report(...args: string[]): Promise<ChangeReport> {
  const cache = await temporaryFolder();
  const { stdout, stderr, exitCode } = await runCli([
    ...['diff', ...args, '--json', '--mirror', corpus, '--cache', cache],
  ]);
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout);
}

describeCorpus('what changed between releases of the corpus', () => {
  it.each(PAIRS)('%s → %s: totals agree with a count of their own', async (from, to, version) => {
    const [old, next] = [pathOf(from), pathOf(to)];
    const { totals } = await report(old, next);
    const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
    const {
      moved: _,
      respelled,
      ...counts
    } = rawCounts(read(old), read(next), successors(version));
    expect(totals.changes).toMatchObject(counts);
    expect(totals.changes.respelled.capabilities).toBe(respelled);
  });

  it.each(PAIRS)('%s → %s: applied to OLD it gives NEW', async (from, to) => {
    const [old, next] = [await setOf(pathOf(from)), await setOf(pathOf(to))];
    const changes = compareSets(old, next);
    expect(isChanged(changes.totals)).toBe(true);
    const identityOf = (id: string) => capabilityIdentity(next.key.framework, id);
    const applied = applyChanges(published(old, identityOf), JSON.stringify(changes));
    expect(applied).toEqual(published(next, identityOf));
  });

  it('no set differs from itself, whichever way it is read', async () => {
    for (const path of unifiedPaths()) {
      const set = await setOf(path);
      const [again] = await readSets(
        Buffer.from(JSON.stringify(set)),
        'mappings.json',
        {},
        () => undefined,
      );
      const { totals, mappings } = compareSets(set, again ?? set);
      expect([path, isChanged(totals)]).toEqual([path, false]);
      expect(mappings).toEqual({ wide: [], added: [], removed: [], changed: [] });
    }
  });

  it('AC-2 that becomes AC-02 is respelled and nothing more', async () => {
    const set = await setOf(pathOf('attack-14.1/nist_800_53-rev5/'));
    const padded = (id: string) => id.replace(/^([A-Z]{2}-)(\d)$/, '$10$2');
    const bare = (id: string) => id.replace(/^([A-Z]{2}-)0(\d)$/, '$1$2');
    const spelled = (spell: (id: string) => string): MappingSet => ({
      ...set,
      capabilities: set.capabilities.map(({ spellings: _, ...entry }) => ({
        ...entry,
        id: spell(entry.id),
      })),
      mappings: set.mappings.map((row) =>
        row.capability_id === undefined ? row : { ...row, capability_id: spell(row.capability_id) },
      ),
    });
    const { totals, mappings } = compareSets(spelled(bare), spelled(padded));
    expect([isChanged(totals), mappings.changed.length]).toEqual([false, 0]);
    expect(totals.respelled.capabilities).toBeGreaterThan(20);
    expect(new Set(mappings.wide.map(({ kind }) => kind))).toEqual(new Set(['respelled']));
  });

  it('the layer of changes keeps every rule of layers', async () => {
    for (const [from, to, version] of PAIRS) {
      const index = attackIndex('enterprise', version);
      if (index === undefined) throw new Error(`no ATT&CK ${version}`);
      const layer = changesLayer(await setOf(pathOf(from)), await setOf(pathOf(to)), {
        index,
        generator: 'attack-mappings 0.0.0',
      });
      expect(layer.techniques.length).toBeGreaterThan(50);
      expect(checkLayer(layer, index)).toEqual([]);
    }
  });

  it('folders of releases are compared lineage by lineage', async () => {
    const folder = pathOf(M365[0]).split('/m365/')[0] ?? '';
    const { sets, totals } = await report(
      `${folder}/m365/attack-14.1`,
      `${folder}/m365/attack-16.1`,
    );
    expect(
      sets.map(({ old_key, new_key }: SetChanges) => [
        old_key.attack_version,
        new_key.attack_version,
      ]),
    ).toEqual([['14.1', '16.1']]);
    expect(totals.sets).toMatchObject({ compared: 1, added: 0, removed: 0 });
  });
});
