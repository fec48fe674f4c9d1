import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attackView } from '../../src/attack/attack-view.ts';
import type { AttackView } from '../../src/contracts.ts';
import { exporters } from '../../src/exporters/index.ts';
import { validate } from '../../src/generated/navigator-layer.validate.ts';
import { readLayer } from '../../src/layers/read-layer.ts';
import { migrateLayer } from '../../src/migration/migrate-layer.ts';
import { checkLayer as checkRules } from '../../src/rules/check.ts';
import { rules } from '../../src/rules/index.ts';
import { checkLayer } from '../support/layer-rules.ts';
import { makeSet } from '../support/make-set.ts';
import { attackIndex, corpus, describeCorpus } from './corpus.ts';

type Json = Readonly<Record<string, unknown>>;

const TARGET = '18.1';
const LAYERS = join(corpus, '..', 'layers');
const FIXTURES = join(import.meta.dirname, '../fixtures/layers');

/** The rules of tests that hold for a layer by anyone; the others are on how our own layers look. */
const FOR_ALL = new Set([
  'versions',
  'domain',
  'name',
  'gradient-trap',
  'colour',
  'metadata',
  'links',
  'technique-id',
  'technique-shown',
  'sub-techniques',
  'flags',
]);

/** A layer with the release that it names; kept, moved and dropped as counted by hand. */
interface Given {
  readonly name: string;
  readonly layer: Json;
  readonly from?: string;
}

const read = (path: string): Json => JSON.parse(readFileSync(path, 'utf8'));

const RELEASES: Readonly<Record<string, string>> = {
  8: '8.2',
  9: '9.0',
  10: '10.1',
  12: '12.1',
  14: '14.1',
  18: '18.1',
};

function given(name: string, layer: Json): Given {
  const { attack } = (layer.versions ?? {}) as { attack?: string };
  const from = attack === undefined ? undefined : RELEASES[attack];
  return { name, layer, ...(from ? { from } : {}) };
}

function filesIn(folder: string): Given[] {
  if (corpus === '') return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => given(name, read(join(folder, name))));
}

/** Layers as the exporter writes them, of a set with two of three techniques of ATT&CK 14.1. */
function ownLayers(): Given[] {
  const techniques = [...(attackIndex('enterprise', '14.1')?.techniques.values() ?? [])];
  const mappings = techniques
    .filter(({ revoked, deprecated }, i) => !revoked && !deprecated && i % 3 > 0)
    .map(({ id, name, stix_id }, i) => ({
      capability_id: `ME-C${i % 9}-E3`,
      attack_object_id: id,
      attack_object_name: name,
      score_category: i % 2 ? 'protect' : 'detect',
      score_value: ['minimal', 'partial', 'significant'][i % 3] ?? '',
      derived: { technique: { status: 'active' as const, stix_id, name } },
    }));
  const sets = [makeSet(mappings, {}, techniques)];
  const artifacts = exporters
    .get('navigator')
    ?.artifacts({ sets, options: { generator: 'g 1' } }, () => {});
  return [...(artifacts ?? [])].map(({ path, chunks }) =>
    given(
      path.slice(path.lastIndexOf('/') + 1),
      JSON.parse([...(chunks as Iterable<string>)].join('')),
    ),
  );
}

function viewOf(version: string): AttackView {
  const [own, ...others] = ['enterprise', 'mobile', 'ics'].flatMap(
    (domain) => attackIndex(domain, version) ?? [],
  );
  if (own === undefined) throw new Error(`the corpus has no ATT&CK ${version}`);
  return attackView(own, others, async () => []);
}

describeCorpus('layers of every format', () => {
  const ours = corpus === '' ? [] : ownLayers();
  const all = [...filesIn(LAYERS), ...filesIn(FIXTURES), ...ours];
  const to = corpus === '' ? undefined : viewOf(TARGET);
  const raw = new Map<string, RawAttack>();
  const rawOf = (version: string) => {
    const known = raw.get(version) ?? new RawAttack(version);
    raw.set(version, known);
    return known;
  };

  it('are those of the formats 3.0 to 4.5, and our own', () => {
    const formats = new Set(all.map(({ layer, name }) => readLayer(layer, name).format));
    expect([...formats].sort()).toEqual(['3.0', '4.0', '4.1', '4.2', '4.3', '4.4', '4.5']);
    expect(filesIn(LAYERS)).toHaveLength(5);
    expect(ours.map(({ name }) => name)).toContain('navigator-layer-coverage.json');
  });

  describe.each(all)('$name', ({ name, layer, from }) => {
    const migrate = () => {
      if (to === undefined) throw new Error('no corpus');
      return migrateLayer(readLayer(layer, name), {
        to,
        ...(from === undefined ? {} : { from: viewOf(from) }),
      });
    };

    it('comes out as a clean layer of format 4.5 on the target', () => {
      if (to === undefined) return;
      const { layer: migrated } = migrate();
      const written = JSON.parse(JSON.stringify(migrated));
      expect(written.versions).toEqual({ attack: '18', navigator: '5.1.0', layer: '4.5' });
      expect(validate(written)).toBe(true);
      expect(checkRules({ file: name, layer: written, attack: to }, rules)).toEqual([]);
      const breaches = checkLayer(written, to.index);
      // Our own layers have no dividers among their links; other layers may.
      const due = breaches.filter(
        (breach) => FOR_ALL.has(breach.split(':')[0] ?? '') && !breach.endsWith('{"divider":true}'),
      );
      expect(due).toEqual([]);
      const again = migrateLayer(readLayer(written, name), { from: to, to });
      expect(JSON.stringify(again.layer)).toBe(JSON.stringify(written));
    });

    it('keeps, moves and drops as many techniques as counted from the bundles', () => {
      const { layer: migrated, report } = migrate();
      const counted = recount(layer, from === undefined ? undefined : rawOf(from), rawOf(TARGET));
      const moved = report.moved.map((move) => `${move.from} ${move.to}`);
      const dropped = report.dropped.map(({ id }) => id);
      expect([...report.kept].sort()).toEqual(counted.kept);
      expect(moved.sort()).toEqual(counted.moved);
      expect(dropped.sort()).toEqual(counted.dropped);

      const scored = new Set(
        migrated.techniques.flatMap(({ techniqueID, score }) =>
          score === undefined ? [] : techniqueID,
        ),
      );
      for (const id of scored) expect(counted.ends.has(id), id).toBe(true);
    });
  });

  it('keep, move and drop as many as before', () => {
    const counts = Object.fromEntries(
      all.map(({ name, layer, from }) => {
        const counted = recount(layer, from === undefined ? undefined : rawOf(from), rawOf(TARGET));
        return [name, [counted.kept.length, counted.moved.length, counted.dropped.length]];
      }),
    );
    expect(counts).toEqual({
      'Black_Pins.json': [7, 13, 0],
      'Blue_Pins.json': [10, 10, 2],
      'Gold_Pins.json': [12, 7, 0],
      'heatmap_layer.json': [424, 3, 1],
      'm365-12.11.2023_attack-14.1-enterprise_E3_navigator_layers.json': [105, 0, 0],
      'layer-3.0.json': [2, 2, 2],
      'layer-4.0.json': [4, 0, 0],
      'layer-4.1.json': [4, 1, 0],
      'layer-4.2.json': [5, 1, 0],
      'layer-4.3.json': [5, 2, 0],
      'layer-4.4.json': [5, 2, 0],
      'layer-4.5.json': [4, 0, 0],
      'navigator-layer.json': [436, 1, 0],
      'navigator-layer-coverage.json': [624, 1, 0],
      'navigator-layer-protect.json': [246, 0, 0],
      'navigator-layer-detect.json': [252, 1, 0],
    });
  });
});

/** What a bundle says, read a second time: nothing here asks the code under test. */
class RawAttack {
  readonly objects = new Map<string, Json>();
  private readonly ids = new Map<string, Json>();
  private readonly successors = new Map<string, string>();

  constructor(version: string) {
    const name = `enterprise-attack/enterprise-attack-${version}.json`;
    const folder = 'raw.githubusercontent.com/mitre-attack/attack-stix-data/master';
    for (const object of read(join(corpus, folder, name)).objects as Json[]) {
      if (object.relationship_type === 'revoked-by') {
        this.successors.set(String(object.source_ref), String(object.target_ref));
      }
      if (object.type !== 'attack-pattern') continue;
      this.objects.set(String(object.id), object);
      const known = this.ids.get(idOf(object));
      if (known === undefined || known.revoked) this.ids.set(idOf(object), object);
    }
  }

  named(id: string): Json | undefined {
    return this.ids.get(id);
  }

  /** The living end of the chain of revocations. */
  endOf(object: Json | undefined): Json | undefined {
    let end = object;
    while (end?.revoked) end = this.objects.get(this.successors.get(String(end.id)) ?? '');
    return end?.x_mitre_deprecated ? undefined : end;
  }
}

function idOf(object: Json): string {
  const references = object.external_references as Json[];
  return String(references.find(({ source_name }) => source_name === 'mitre-attack')?.external_id);
}

function recount(layer: Json, from: RawAttack | undefined, to: RawAttack) {
  const kept: string[] = [];
  const moved: string[] = [];
  const dropped: string[] = [];
  const ends = new Set<string>();
  const ids = new Set((layer.techniques as Json[]).map(({ techniqueID }) => String(techniqueID)));
  for (const id of [...ids].sort()) {
    const before = String(from?.named(id)?.id);
    const end = to.endOf(to.objects.get(before) ?? to.named(id));
    if (end === undefined) dropped.push(id);
    else if (idOf(end) === id) kept.push(id);
    else moved.push(`${id} ${idOf(end)}`);
    if (end) ends.add(idOf(end));
  }
  return { kept, moved, dropped, ends };
}
