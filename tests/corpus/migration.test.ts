import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attackView } from '../../src/attack/attack-view.ts';
import { readMappingFile } from '../../src/commands/read-mapping-file.ts';
import type { AttackView, ExportSet } from '../../src/contracts.ts';
import { canonicalText } from '../../src/exporters/json.ts';
import type { Mapping, MappingSet } from '../../src/generated/mapping-set.ts';
import { validate as isMappingSet } from '../../src/generated/mapping-set.validate.ts';
import { migrateSet } from '../../src/migration/migrate-set.ts';
import { attackIndex, corpus, describeCorpus, unifiedPaths } from './corpus.ts';

const NEWEST = '18.1';
const DOMAINS = ['enterprise', 'mobile', 'ics'];
/** Releases that the corpus holds, oldest first; some lack a domain. */
const VERSIONS = ['8.2', '9.0', '10.1', '12.1', '14.1', '15.1', '16.1', '18.1'];

/** Why rows are set aside; every other set keeps all of its rows. */
const ASIDE: Readonly<Record<string, string>> = {
  'nist_800_53/attack-9.0/nist_800_53-rev4/enterprise': '9 T1053.004 deprecated',
  'nist_800_53/attack-9.0/nist_800_53-rev5/enterprise': '9 T1053.004 deprecated',
  'veris/attack-9.0/veris-1.3.5/enterprise': '1 T1053.004 deprecated',
};

describeCorpus('sets of the corpus, carried to other ATT&CK releases', () => {
  const entries: ExportSet[] = [];

  let folder = '';
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'attack-mappings-migration-'));
    for (const file of unifiedPaths()) {
      entries.push(...(await readMappingFile(file, { mirror: corpus, cache: folder })).sets);
    }
  }, 120_000);

  it('all go to the newest release: rows before are rows after and rows aside, with known reasons', () => {
    expect(entries).toHaveLength(22);
    for (const entry of entries) {
      const { set } = migrated(entry, NEWEST);
      const [{ counts, aside = [] } = expect.fail()] = set.migrations ?? [];
      expect(counts.rows, entry.path).toBe(entry.set.mappings.length);
      expect(set.mappings.length + aside.length, entry.path).toBe(counts.rows);
      expect(counts).toMatchObject({ out: set.mappings.length, aside: aside.length, copied: 0 });
      expect(reasons(aside), entry.path).toBe(ASIDE[entry.path] ?? '');
      expect(isMappingSet(set), entry.path).toBe(true);
    }
  });

  it('name, row by row, what the raw bundles say became of their techniques', () => {
    for (const entry of entries) {
      const { set } = migrated(entry, NEWEST);
      const release = entry.attack.index.release.version;
      const before = rawTechniques(entry.set.key.domain, release);
      const after = rawTechniques(entry.set.key.domain, NEWEST);
      const expected = entry.set.mappings.flatMap(({ attack_object_id: id }) => {
        const end = id && rawEnd(id, before, after);
        return end && !end.deprecated && !end.revoked ? `${id} ${end.id} ${end.stix}` : [];
      });
      const found = set.mappings.flatMap((row) => {
        const from = row.derived.migrated_from?.at(-1)?.id;
        const { attack_object_id: id, derived } = row;
        return from ? `${from} ${id} ${derived.technique?.stix_id}` : [];
      });
      expect(found.sort(), entry.path).toEqual(expected.sort());
    }
  }, 60_000);

  it('keep the style "Parent: Sub", also of names that were misspelt or stale', () => {
    const styled = entries.map((entry) => {
      const rows = migrated(entry, NEWEST).set.mappings.filter(
        ({ attack_object_id = '', derived }) =>
          attack_object_id.includes('.') && /:\s/.test(derived.migrated_from?.at(-1)?.name ?? ''),
      );
      const lost = rows.filter(({ attack_object_name = '' }) => !/: /.test(attack_object_name));
      expect(lost, entry.path).toEqual([]);
      return rows.length;
    });
    expect(styled.reduce((sum, count) => sum + count)).toBeGreaterThan(1000);
  });

  it('are the same in one step as release by release, but for rows set aside on the way', () => {
    for (const entry of entries) {
      const once = migrated(entry, NEWEST).set;
      const later = VERSIONS.slice(VERSIONS.indexOf(entry.attack.index.release.version) + 1);
      let set = entry.set;
      let attack = entry.attack;
      const lost: string[] = [];
      for (const version of later) {
        const to = viewOf(set.key.domain, version);
        if (to === undefined) continue;
        const next = migrateSet({ set, attack }, to, options(entry, version));
        set = next.set;
        attack = to;
        lost.push(reasons(set.migrations?.at(-1)?.aside ?? []));
      }
      expect(published(set.mappings), entry.path).toEqual(published(once.mappings));
      expect(set.migrations?.at(-1)?.not_assessed, entry.path).toEqual(
        once.migrations?.at(-1)?.not_assessed,
      );
      expect(lost.filter((text) => text !== '').join(), entry.path).toBe(ASIDE[entry.path] ?? '');
    }
  }, 60_000);

  it('say the same when they are read again', async () => {
    for (const entry of entries.filter(({ set }) => set.key.framework !== 'nist_800_53')) {
      const { set } = migrated(entry, NEWEST);
      const file = join(folder, 'mappings.json');
      writeFileSync(file, [...canonicalText(set)].join(''));
      const [again] = (await readMappingFile(file, { mirror: corpus, cache: folder })).sets;
      const { key, mappings, capabilities, capability_groups, migrations } =
        again?.set ?? expect.fail();
      const read = { key, mappings, capabilities, capability_groups, migrations };
      for (const [name, value] of Object.entries(read)) {
        const written = JSON.stringify(set[name as keyof typeof read]);
        expect(JSON.stringify(value) === written, `${name} of ${entry.path}`).toBe(true);
      }
    }
  }, 60_000);

  it('stay the same bytes in their own release', () => {
    for (const entry of entries) {
      const { set } = migrateSet(entry, entry.attack, options(entry, entry.set.key.attack_version));
      expect([...canonicalText(set)].join(''), entry.path).toBe(
        [...canonicalText(entry.set)].join(''),
      );
    }
  });

  it('go back only where every technique lives in the older release, by the raw bundles', () => {
    const allowed: string[] = [];
    for (const entry of entries) {
      const { domain } = entry.set.key;
      const { version: own } = entry.attack.index.release;
      const ids = new Set(entry.set.mappings.flatMap((row) => row.attack_object_id ?? []));
      for (const version of VERSIONS.slice(0, VERSIONS.indexOf(own))) {
        if (viewOf(domain, version) === undefined) continue;
        const [before, after] = [rawTechniques(domain, own), rawTechniques(domain, version)];
        const dead = [...ids].filter((id) => {
          const technique = rawCounterpart(id, before, after);
          return !technique || technique.revoked || technique.deprecated;
        });
        const title = `${entry.path} to ${version}`;
        if (dead.length === 0) {
          expect(migrated(entry, version).set.mappings, title).toHaveLength(
            entry.set.mappings.length,
          );
          allowed.push(title);
        } else {
          expect(() => migrated(entry, version), title).toThrow(
            expect.objectContaining({
              code: 'expectation',
              message: expect.stringContaining(` ${dead.length} of ${ids.size} do not:\n`),
            }),
          );
        }
      }
    }
    expect(allowed).toEqual(['kev/attack-15.1/kev-02.13.2025/enterprise to 14.1']);
  }, 60_000);
});

function viewOf(domain: string, version: string): AttackView | undefined {
  const own = attackIndex(domain, version);
  const others = DOMAINS.filter((name) => name !== domain).flatMap(
    (name) => attackIndex(name, version) ?? [],
  );
  return own && attackView(own, others, async () => []);
}

function migrated(entry: ExportSet, version: string) {
  const to = viewOf(entry.set.key.domain, version);
  return migrateSet(entry, to ?? expect.fail(version), options(entry, version));
}

function options({ path }: ExportSet, toVersion: string) {
  return { toVersion, path, report: () => undefined };
}

function published(rows: readonly Mapping[]): string[] {
  return rows.map(({ derived: _, ...fields }) => JSON.stringify(fields)).sort();
}

/** Rows set aside by technique and reason, as text. */
function reasons(
  aside: NonNullable<NonNullable<MappingSet['migrations']>[number]['aside']>,
): string {
  const counts = new Map<string, number>();
  for (const { reason, mapping } of aside) {
    const what = `${mapping.attack_object_id} ${reason}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} ${what}`).join(', ');
}

/** An attack-pattern as its bundle has it. */
interface RawTechnique {
  readonly id: string;
  readonly stix: string;
  readonly revoked: boolean;
  readonly deprecated: boolean;
  readonly next: string[];
}

interface RawTechniques {
  readonly byId: Map<string, RawTechnique>;
  readonly byStix: Map<string, RawTechnique>;
}

const raws = new Map<string, RawTechniques>();

/** Techniques of all domains of a release, read from the bundles without our index. The own domain wins. */
function rawTechniques(own: string, version: string): RawTechniques {
  const key = `${own} ${version}`;
  const known = raws.get(key);
  if (known) return known;
  const all: RawTechniques = { byId: new Map(), byStix: new Map() };
  for (const domain of [...DOMAINS.filter((name) => name !== own), own]) {
    const file = `${domain}-attack/${domain}-attack-${version}.json`;
    const path = join(
      corpus,
      'raw.githubusercontent.com/mitre-attack/attack-stix-data/master',
      file,
    );
    if (attackIndex(domain, version) === undefined) continue;
    const here = new Map<string, RawTechnique>();
    const { objects } = JSON.parse(readFileSync(path, 'utf8'));
    for (const object of objects) {
      if (object.type !== 'attack-pattern') continue;
      const [reference] = object.external_references;
      const technique = {
        id: reference.external_id,
        stix: object.id,
        revoked: object.revoked === true,
        deprecated: object.x_mitre_deprecated === true,
        next: [],
      };
      all.byStix.set(object.id, technique);
      if (!technique.revoked || !here.has(technique.id)) here.set(technique.id, technique);
    }
    for (const object of objects) {
      if (object.relationship_type !== 'revoked-by') continue;
      all.byStix.get(object.source_ref)?.next.push(object.target_ref);
    }
    for (const [id, technique] of here) all.byId.set(id, technique);
  }
  raws.set(key, all);
  return all;
}

function rawCounterpart(id: string, before: RawTechniques, after: RawTechniques) {
  const own = before.byId.get(id);
  return (own && after.byStix.get(own.stix)) ?? after.byId.get(id);
}

/** The end of the chain of a technique, by STIX ids alone where that is possible. */
function rawEnd(id: string, before: RawTechniques, after: RawTechniques): RawTechnique | undefined {
  let technique = rawCounterpart(id, before, after);
  for (let hops = 0; technique?.revoked && hops < 10; hops += 1) {
    expect(technique.next.length, id).toBeLessThan(2);
    const [next = ''] = technique.next;
    technique = after.byStix.get(next);
  }
  return technique;
}
