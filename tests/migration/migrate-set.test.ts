import { describe, expect, it } from 'vitest';
import type { AttackView } from '../../src/contracts.ts';
import { canonicalText } from '../../src/exporters/json.ts';
import { validator } from '../../src/formats/json-schema.ts';
import type { Mapping } from '../../src/generated/mapping-set.ts';
import { validate as isMappingSet } from '../../src/generated/mapping-set.validate.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';
import { technique } from '../support/technique.ts';
import { entry, index, migrate, revoked, row, view } from './made-up-attack.ts';

const validate = validator(isMappingSet);

const OLD = view('16.1', [
  technique('T1001', 'Kept'),
  technique('T1002', 'Renamed'),
  technique('T1003', 'Moved'),
  technique('T1004', 'Replaced'),
  technique('T1005', 'Divided'),
  technique('T1006', 'Given up'),
  technique('T1007', 'Abandoned'),
  technique('T1010', 'Parent'),
  technique('T1010.001', 'Sub'),
  technique('T1010.002', 'Two: Words'),
  technique('T1020', 'Other parent'),
]);

const NEW = view('18.1', [
  technique('T1001', 'Kept', { platforms: ['Linux', 'Windows'], tactics: ['stealth'] }),
  technique('T1002', 'New name'),
  technique('T1033', 'Moved', { stix_id: 'attack-pattern--T1003' }),
  revoked('T1004', 'T1020.004'),
  revoked('T1005', 'T1001', 'T1002'),
  technique('T1006', 'Given up', { deprecated: true }),
  revoked('T1007'),
  technique('T1010', 'Elder'),
  technique('T1010.001', 'Sub'),
  technique('T1010.002', 'Two: Words'),
  technique('T1020', 'Other parent'),
  technique('T1020.004', 'Successor'),
  technique('T1040', 'Brand new'),
]);

function carried(before: Mapping, to: AttackView = NEW, from: AttackView = OLD): Mapping {
  const [after] = migrate(entry([before], from), to).set.mappings;
  return after ?? expect.fail('set aside');
}

describe('a row that goes on', () => {
  it('names the technique of the target, and where it comes from', () => {
    const references = ['https://example.org/'];
    const before = row('T1002', { attack_object_name: 'Renamed', comments: 'why', references });
    expect(carried(before)).toEqual({
      ...before,
      attack_object_name: 'New name',
      derived: {
        mapping_type: 'technique_scores',
        technique: { status: 'active', stix_id: 'attack-pattern--T1002' },
        migrated_from: [{ id: 'T1002', name: 'Renamed', version: '16.1', reason: 'renamed' }],
      },
    });
  });

  it('is renamed when it had another name than its own release, stale or by mistake', () => {
    const before = row('T1001', { attack_object_name: 'Name of another' });
    expect(carried(before)).toMatchObject({
      attack_object_name: 'Kept',
      derived: { migrated_from: [{ name: 'Name of another', reason: 'renamed' }] },
    });
    const { migrations } = migrate(entry([before, row('T1001')], OLD), NEW).set;
    expect(migrations?.[0]?.counts).toMatchObject({ renamed: 1, unchanged: 1 });
  });

  it.each([
    ['T1001', 'T1001', 'unchanged'],
    ['T1002', 'T1002', 'renamed'],
    ['T1003', 'T1033', 'renumbered'],
    ['T1004', 'T1020.004', 'revoked'],
  ])('%s becomes %s: %s', (id, to, reason) => {
    const { attack_object_id, attack_object_name, derived } = carried(row(id));
    expect({ attack_object_id, attack_object_name }).toEqual({ attack_object_id: to });
    expect(derived.migrated_from).toEqual([{ id, version: '16.1', reason }]);
    // A row that does not say the name has it in its resolution.
    expect(derived.technique?.name).toBeDefined();
  });

  it.each([
    ['T1010.001', 'Parent: Sub', 'Elder: Sub'],
    ['T1010.001', 'Sub', 'Sub'],
    ['T1010.001', 'Parent: Stale', 'Elder: Sub'],
    ['T1010.001', 'Elder: SUB', 'Elder: Sub'],
    ['T1010.001', 'Parent:  Sub', 'Elder: Sub'],
    ['T1010.001', 'Parent:Sub', 'Sub'],
    ['T1010.002', 'Two: Words', 'Two: Words'],
    ['T1010.002', 'Parent: Two: Words', 'Elder: Two: Words'],
    ['T1004', 'Anything: Replaced', 'Successor'],
    ['T1002', 'Parent: Renamed', 'New name'],
  ])('%s named %s is named %s', (id, before, after) => {
    expect(carried(row(id, { attack_object_name: before })).attack_object_name).toBe(after);
  });

  it('has the name in its resolution where it does not say it, whatever other rows of the technique do', () => {
    const rows = [row('T1002', { attack_object_name: 'Renamed' }), row('T1002')];
    const { set } = migrate(entry(rows, OLD), NEW);
    const names = set.mappings.map(({ attack_object_name, derived }) => [
      attack_object_name,
      derived.technique?.name,
    ]);
    expect(names).toHaveLength(2);
    expect(names).toContainEqual(['New name', undefined]);
    expect(names).toContainEqual([undefined, 'New name']);
  });

  it('keeps the style of a name whose technique the release before does not know', () => {
    const from = view('16.1', [technique('T1001')]);
    const named = (id: string, name: string) =>
      carried(row(id, { attack_object_name: name }), NEW, from).attack_object_name;
    expect(named('T1010.001', 'Someone: Sub')).toBe('Elder: Sub');
    expect(named('T1002', 'Some: Name')).toBe('New name');
  });

  it.each([
    ['the parent', 'T1010.001', 'T1010', 'T1010'],
    ['another technique', 'T1010.001', 'T1004', 'T1020.004'],
    ['a technique that is lost', 'T1010.001', 'T1006', 'T1006'],
    ['no technique', 'T1010.001', 'see above', 'see above'],
  ])('has a related score that is %s', (_, id, before, after) => {
    expect(carried(row(id, { related_score: before })).related_score).toBe(after);
  });

  it('has the new parent as related score, or none when it is no sub-technique any more', () => {
    const moved = (id: string) =>
      view('18.1', [technique(id, 'Sub', { stix_id: 'attack-pattern--T1010.001' })]);
    const before = row('T1010.001', { related_score: 'T1010' });
    expect(carried(before, moved('T1020.009')).related_score).toBe('T1020');
    expect(carried(before, moved('T1050'))).not.toHaveProperty('related_score');
  });

  it('has the new version where it states one, and keeps all else', () => {
    const filled = { comments: 'https://example.org/other.json' };
    const before = row('T1001', {
      attack_version: '16.1',
      mapping_framework_version: '1',
      derived: { filled },
    });
    const after = carried(before);
    expect(after).toMatchObject({ attack_version: '18.1', mapping_framework_version: '1' });
    expect(after.derived.filled).toEqual(filled);
    expect(carried(row('T1001'))).not.toHaveProperty('attack_version');
  });

  it('stays as it is when it names no technique', () => {
    const before = row(undefined, { status: 'non_mappable' });
    expect(carried(before)).toEqual(before);
  });

  it('may be of another domain', () => {
    const mobile = (version: string) => [index(version, [technique('T1521.003')], 'mobile')];
    const from = view('16.1', [technique('T1001')], mobile('16.1'));
    const to = view('18.1', [technique('T1001')], mobile('18.1'));
    expect(carried(row('T1521.003'), to, from).derived.technique?.domain).toBe('mobile');
  });
});

describe('migrateSet', () => {
  const rows = ['T1001', 'T1002', 'T1003', 'T1004', 'T1005', 'T1006', 'T1007', 'T9999'];
  const before = entry([...rows.map((id) => row(id)), row(undefined), row('T1006')], OLD);

  it('counts every row, and sets aside what has no place, with the reason', () => {
    const { set } = migrate(before, NEW);
    const [{ counts, aside, techniques } = expect.fail()] = set.migrations ?? [];
    expect(counts).toEqual({
      rows: 10,
      out: 5,
      aside: 5,
      copied: 0,
      unchanged: 1,
      renamed: 1,
      renumbered: 1,
      revoked: 1,
      decided: 0,
      without_technique: 1,
      collisions: 0,
    });
    expect(aside?.map((entry) => [entry.mapping.attack_object_id, entry.reason])).toEqual([
      ['T1005', 'split'],
      ['T1006', 'deprecated'],
      ['T1006', 'deprecated'],
      ['T1007', 'no_successor'],
      ['T9999', 'unknown'],
    ]);
    expect(aside?.[0]?.candidates).toEqual([
      { id: 'T1001', name: 'Kept' },
      { id: 'T1002', name: 'New name' },
    ]);
    expect(before.set.mappings).toContain(aside?.[0]?.mapping);
    expect(techniques).toEqual([
      {
        id: 'T1001',
        name: 'Kept',
        rows: 1,
        reason: 'retagged',
        to: [{ id: 'T1001', name: 'Kept' }],
        tactics: { added: ['stealth'], removed: ['persistence'] },
        platforms: { added: ['Linux'], removed: [] },
      },
      {
        id: 'T1002',
        name: 'Renamed',
        rows: 1,
        reason: 'renamed',
        to: [{ id: 'T1002', name: 'New name' }],
      },
      {
        id: 'T1003',
        name: 'Moved',
        rows: 1,
        reason: 'renumbered',
        to: [{ id: 'T1033', name: 'Moved' }],
      },
      {
        id: 'T1004',
        name: 'Replaced',
        rows: 1,
        reason: 'revoked',
        to: [{ id: 'T1020.004', name: 'Successor' }],
        path: ['T1004', 'T1020.004'],
      },
      { id: 'T1005', name: 'Divided', rows: 1, reason: 'split' },
      { id: 'T1006', name: 'Given up', rows: 2, reason: 'deprecated' },
      { id: 'T1007', name: 'Abandoned', rows: 1, reason: 'no_successor' },
      { id: 'T9999', rows: 1, reason: 'unknown' },
    ]);
  });

  it('says the target release throughout, and is valid', () => {
    const metadata = { attack_version: '16.1', author: 'Someone' };
    const { set } = migrate(
      { ...before, set: { ...before.set, metadata, inferred: ['attack_version', 'domain'] } },
      NEW,
    );
    expect(set.key).toEqual({ ...before.set.key, attack_version: '18.1' });
    expect(set.metadata).toEqual({ attack_version: '18.1', author: 'Someone' });
    expect(set.attack).toEqual(NEW.index.release);
    expect(set.inferred).toEqual(['domain']);
    expect(set.migrations?.[0]).toMatchObject({ from: OLD.index.release, to: NEW.index.release });
    expect(set.lineage).toEqual(before.set.lineage);
    expect(validate(set)).toEqual([]);
  });

  it('leaves out the counts of coverage, which are of the release before', () => {
    const none = { mapped: 0, non_mappable: 0, not_assessed: 0, not_mapped: 0, total: 0 };
    const coverage = { attack_version: '16.1', techniques: none, rolled_up: none };
    const { set } = migrate({ ...before, set: { ...before.set, coverage } }, NEW);
    expect(set).not.toHaveProperty('coverage');
  });

  it('reports each technique that changed once, and what is aside with its rows', () => {
    const found: Diagnostic[] = [];
    migrate(before, NEW, { report: (diagnostic) => found.push(diagnostic) });
    expect(found.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`)).toEqual([
      'info migration-renamed: T1002 Renamed is now named New name (one row)',
      'info migration-renumbered: T1003 Moved is now T1033 Moved (one row)',
      'info migration-revoked: T1004 Replaced was revoked: T1004 → T1020.004, now T1020.004 Successor (one row)',
      'warning migration-aside: T1005 Name of T1005 is revoked in ATT&CK 18.1 in favour of several: T1005 → T1001 Kept; T1005 → T1002 New name: one row set aside',
      'warning migration-aside: T1006 Given up is deprecated in ATT&CK 18.1: 2 rows set aside',
      'warning migration-aside: T1007 Name of T1007 is revoked in ATT&CK 18.1: it has no successor: one row set aside',
      'warning migration-aside: ATT&CK 18.1 does not know T9999 in any domain: one row set aside',
      'info migration-retagged: one technique has other tactics or platforms, as listed under migrations of the migrated set',
    ]);
    const place = before.set.mappings.findIndex((entry) => entry.attack_object_id === 'T1006');
    expect(found[4]).toMatchObject({
      source: 'm365/set',
      place: { pointer: `/mappings/${place}` },
    });
  });

  it('reports a bundle with a circle as the bundle’s mistake', () => {
    const found: Diagnostic[] = [];
    const circle = view('18.1', [revoked('T1001', 'T1002'), revoked('T1002', 'T1001')]);
    const { set } = migrate(entry([row('T1001')], OLD), circle, { report: (d) => found.push(d) });
    expect(set.migrations?.[0]?.aside).toMatchObject([{ reason: 'no_successor' }]);
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([
      {
        severity: 'error',
        rule: 'migration-bundle',
        source: 'https://example.org/enterprise-attack-18.1.json',
        place: { pointer: '/objects' },
        message: expect.stringContaining('T1001 → T1002 → T1001 is a circle'),
      },
    ]);
  });

  it('tells a long way in few words', () => {
    const found: Diagnostic[] = [];
    const ids = ['T1001', ...Array.from({ length: 100 }, (_, i) => `T${2000 + i}`)];
    const chain = ids.map((id, i) => revoked(id, ids[i + 1] ?? 'T1002'));
    const to = view('18.1', [...chain, technique('T1002')]);
    migrate(entry([row('T1001')], OLD), to, { report: (d) => found.push(d) });
    const way = `${ids.slice(0, 10).join(' → ')} → … → T1002`;
    expect(found).toMatchObject([{ rule: 'migration-revoked' }]);
    expect(found[0]?.message).toContain(way);
  });

  it('reports a broken bundle of another domain as that one', () => {
    const found: Diagnostic[] = [];
    const mobile = index('18.1', [revoked('T1501', 'T1502'), revoked('T1502', 'T1501')], 'mobile');
    const from = view('16.1', [], [index('16.1', [technique('T1501')], 'mobile')]);
    const to = view('18.1', [], [mobile]);
    migrate(entry([row('T1501')], from), to, { report: (d) => found.push(d) });
    expect(found.filter(({ severity }) => severity === 'error')).toMatchObject([
      { rule: 'migration-bundle', source: mobile.release.url },
    ]);
  });

  it('lets a capability go with its last row, and keeps what is known of the others', () => {
    const rows = [
      row('T1001', { capability_description: 'One' }),
      row('T1006', { capability_description: 'Uno' }),
      row('T1006', { capability_id: 'C2' }),
    ];
    const made = entry(rows, OLD);
    const described = made.set.capabilities.map((capability) => ({
      ...capability,
      description: { text: 'What it is', source: 'https://example.org/c.json' },
    }));
    const { set } = migrate({ ...made, set: { ...made.set, capabilities: described } }, NEW);
    expect(set.capabilities).toEqual([described[0]]);
    expect(set.capabilities[0]?.names).toEqual(['One', 'Uno']);
  });

  it('keeps capabilities that no row spoke of before', () => {
    const made = entry([row('T1001', { capability_id: 'C1' })], OLD);
    const more = { id: 'C9', identity: 'C9', names: [], groups: [] };
    const capabilities = [...made.set.capabilities, more];
    const { set } = migrate({ ...made, set: { ...made.set, capabilities } }, NEW);
    expect(set.capabilities).toEqual(capabilities);
  });

  it('changes nothing in the release that the set is of', () => {
    const { set, review } = migrate(before, before.attack);
    expect(set).toBe(before.set);
    expect([...canonicalText(set)]).toEqual([...canonicalText(before.set)]);
    expect(review).toEqual([]);
  });

  it('leaves its input alone', () => {
    const frozen = structuredClone(before.set);
    migrate(before, NEW);
    expect(before.set).toEqual(frozen);
  });
});

describe('techniques that the authors could not know', () => {
  it('are those that were absent, revoked or deprecated before', () => {
    const from = view('16.1', [
      technique('T1001'),
      technique('T1002', undefined, { deprecated: true }),
      revoked('T1003', 'T1001'),
      technique('T1005'),
    ]);
    const to = view('18.1', [
      technique('T1001'),
      technique('T1002'),
      technique('T1003'),
      technique('T1004'),
      technique('T1055', undefined, { stix_id: 'attack-pattern--T1005' }),
      technique('T1006', undefined, { deprecated: true }),
    ]);
    const { set } = migrate(entry([row('T1001')], from), to);
    expect(set.migrations?.[0]?.not_assessed).toEqual(['T1002', 'T1003', 'T1004']);
  });

  it('are the same in one step and in two, under the ids of the last', () => {
    const first = view('14.1', [technique('T1001'), technique('T1005')]);
    const second = view('16.1', [
      technique('T1001'),
      technique('T1002'),
      technique('T1003'),
      technique('T1005'),
    ]);
    const third = view('18.1', [
      technique('T1001'),
      technique('T1022', undefined, { stix_id: 'attack-pattern--T1002' }),
      revoked('T1003', 'T1005'),
      technique('T1004'),
      technique('T1005'),
    ]);
    const before = entry([row('T1001')], first);
    const once = migrate(before, third).set;
    const twice = migrate({ set: migrate(before, second).set, attack: second }, third).set;
    expect(once.migrations?.[0]?.not_assessed).toEqual(['T1004', 'T1022']);
    expect(twice.migrations?.map((entry) => entry.not_assessed)).toEqual([
      ['T1002', 'T1003'],
      ['T1004', 'T1022'],
    ]);
  });
});

describe('a set that was migrated before', () => {
  it('keeps its first origin first, and its earlier migration', () => {
    const middle = view('17.1', [technique('T1001', 'Kept'), technique('T1002', 'Between')]);
    const last = view('18.1', [technique('T1001', 'Kept'), revoked('T1002', 'T1001')]);
    const set = migrate(entry([row('T1002', { attack_object_name: 'Renamed' })], OLD), middle).set;
    const again = migrate({ set, attack: middle }, last).set;
    expect(again.mappings[0]?.derived.migrated_from).toEqual([
      { id: 'T1002', name: 'Renamed', version: '16.1', reason: 'renamed' },
      { id: 'T1002', name: 'Between', version: '17.1', reason: 'revoked' },
    ]);
    expect(again.migrations?.map(({ from, to }) => [from.version, to.version])).toEqual([
      ['16.1', '17.1'],
      ['17.1', '18.1'],
    ]);
    expect(validate(again)).toEqual([]);
  });
});

describe('an older release', () => {
  const older = view('14.1', [
    technique('T1001', 'Older name'),
    technique('T1030', 'Moved', { stix_id: 'attack-pattern--T1003' }),
    revoked('T1004', 'T1001'),
    technique('T1006', 'Given up', { deprecated: true }),
  ]);

  it('takes a set whose techniques all live there', () => {
    const { set } = migrate(entry([row('T1001'), row('T1003'), row(undefined)], OLD), older);
    expect(set.mappings.map((entry) => entry.attack_object_id)).toEqual([
      undefined,
      'T1001',
      'T1030',
    ]);
  });

  it('is told by its number, not by its text', () => {
    const nine = view('9.0', [technique('T1001')]);
    const ten = view('10.1', [technique('T1002')]);
    expect(() => migrate(entry([row('T1002')], ten), nine)).toThrow(
      /ATT&CK 9\.0 is older than 10\.1/,
    );
    expect(migrate(entry([row('T1001')], nine), ten).review).toMatchObject([{ reason: 'unknown' }]);
  });

  it('refuses any other, with the list', () => {
    const rows = ['T1001', 'T1004', 'T1006', 'T1002', 'T1002'].map((id) => row(id));
    expect(() => migrate(entry(rows, OLD), older)).toThrow(
      expect.objectContaining({
        code: 'expectation',
        subject: 'm365/set',
        message: [
          'ATT&CK 14.1 is older than 16.1, and a set goes back only when every technique lives there; 3 of 4 do not:',
          '  ATT&CK 14.1 does not know T1002 Renamed in any domain',
          '  T1004 is revoked in ATT&CK 14.1: T1004 → T1001',
          '  T1006 Given up is deprecated in ATT&CK 14.1',
        ].join('\n'),
      }),
    );
  });
});
