import { describe, expect, it } from 'vitest';
import { verisJson } from '../../../src/parsers/veris-json/parser.ts';
import { describeParser, read } from '../contract.ts';
import { fixture, only } from '../fixture.ts';

const good = fixture('veris/mappings.json');

describeParser('veris-json', verisJson, { good });

describe('veris-json', () => {
  it('makes a row of each value of each technique', async () => {
    const records = await read(verisJson, good);
    const set = {
      framework: 'veris',
      framework_version: '0.1',
      attack_version: '9.0',
      domain: 'enterprise',
    };
    expect(records[0]).toEqual({
      kind: 'header',
      set,
      metadata: {
        mapping_framework: 'veris',
        mapping_framework_version: '0.1',
        mapping_version: '0.7',
        attack_version: '9.0',
      },
      place: { pointer: '/metadata' },
    });
    const rows = only(records, 'row');
    expect(rows[0]).toEqual({
      kind: 'row',
      set,
      fields: {
        capability_id: 'action.hacking.variety.Guess',
        mapping_type: 'related_to',
        attack_object_id: 'T1078',
        attack_object_name: 'Valid Accounts',
        status: 'complete',
      },
      place: { pointer: '/attack_to_veris/T1078/veris/0' },
    });
    expect(rows.map(({ fields }) => [fields.attack_object_id, fields.capability_id])).toEqual([
      ['T1078', 'action.hacking.variety.Guess'],
      ['T1078', 'action.misuse.vector.Desk'],
      ['T1078.001', 'action.hacking.variety.Guess'],
    ]);
  });

  it('reports where the index of values says otherwise', async () => {
    const diagnostics = only(await read(verisJson, good), 'diagnostic');
    const index = '/veris_to_attack/action/hacking/variety/Guess';
    expect(diagnostics.map(({ diagnostic: { rule, place } }) => [rule, place.pointer])).toEqual([
      ['name-differs', `${index}/T1078.001`],
      ['mapping-in-index-only', `${index}/T1110`],
      ['mapping-not-in-index', '/veris_to_attack'],
    ]);
  });

  it('takes the domain from the pipeline file where the document says none', async () => {
    const text = `${good}`.replace('"attack_domain": "enterprise-attack",', '');
    const [header] = await read(verisJson, text, { domain: 'mobile' });
    expect(header).toMatchObject({ set: { framework: 'veris', domain: 'mobile' } });
    const [alone] = await read(verisJson, text);
    expect(alone).toHaveProperty('set');
    expect(alone).not.toHaveProperty('set.domain');
  });

  it('reports members that it does not know', async () => {
    const text = `${good}`
      .replace('"metadata": {', '"groups": {}, "metadata": { "mood": 1,')
      .replace('"name": "Endpoint', '"rank": 2, "name": "Endpoint');
    const rules = only(await read(verisJson, text), 'diagnostic').map(({ diagnostic }) => [
      diagnostic.rule,
      diagnostic.place.pointer,
    ]);
    expect(rules.slice(0, 3)).toEqual([
      ['unknown-member', '/groups'],
      ['unknown-member', '/metadata/mood'],
      ['unknown-member', '/attack_to_veris/T1499/rank'],
    ]);
  });

  it('takes ids such as __proto__ for data', async () => {
    const text =
      '{"metadata":{"framework_id":"VERIS"},"attack_to_veris":{"__proto__":{"veris":["constructor"]}},"veris_to_attack":{"constructor":{"__proto__":{"name":"x"}}}}';
    const records = await read(verisJson, text);
    expect(only(records, 'row').map(({ fields }) => fields.capability_id)).toEqual(['constructor']);
    expect(only(records, 'diagnostic')).toHaveLength(1);
  });

  it('refuses ids without end', async () => {
    const text = `{"metadata":{"framework_id":"V"},"attack_to_veris":{},"veris_to_attack":{"${'x'.repeat(1001)}":{"b":{"T1":{"name":"x"}}}}}`;
    await expect(read(verisJson, text)).rejects.toThrow(/an id of at most 1000 characters/);
  });
});
