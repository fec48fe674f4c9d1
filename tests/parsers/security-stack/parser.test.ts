import { describe, expect, it } from 'vitest';
import { securityStack } from '../../../src/parsers/security-stack/parser.ts';
import { describeParser, read } from '../contract.ts';
import { fixture, only, rules } from '../fixture.ts';

const gate = fixture('security-stack/BadgeGate.yaml');
const key = {
  framework: 'acme',
  framework_version: '1',
  attack_version: '9.0',
  domain: 'enterprise',
};

describeParser('security-stack', securityStack, { good: gate, halfIsDocument: true });

describe('security-stack', () => {
  it('makes a row of each score, and of each sub-technique with each of its scores', async () => {
    const records = await read(securityStack, gate, key);
    const common = {
      capability_id: 'acme_badge_gate',
      capability_description: 'Acme Badge Gate',
      mapping_type: 'technique_scores',
      references: ['https://example.org/gate', 'https://example.org/badges'],
      status: 'complete',
    };
    const subTechnique = {
      ...common,
      related_score: 'T1078',
      score_category: 'protect',
      score_value: 'significant',
      comments: 'Badges have no default owner.',
    };
    expect(only(records, 'row').map(({ fields, place }) => ({ fields, place }))).toEqual([
      {
        fields: {
          ...common,
          attack_object_id: 'T1078',
          attack_object_name: 'Valid Accounts',
          score_category: 'protect',
          score_value: 'partial',
          comments:
            'A lost badge opens the gate until the porter hears of it.\nThe porter sleeps at night.',
        },
        place: { line: 19, column: 9 },
      },
      {
        fields: {
          ...common,
          attack_object_id: 'T1078',
          attack_object_name: 'Valid Accounts',
          score_category: 'detect',
          score_value: 'minimal',
          comments: undefined,
        },
        place: { line: 26, column: 9 },
      },
      {
        fields: {
          ...subTechnique,
          attack_object_id: 'T1078.001',
          attack_object_name: 'Default Accounts',
        },
        place: { line: 30, column: 13 },
      },
      {
        fields: {
          ...subTechnique,
          attack_object_id: 'T1078.003',
          attack_object_name: 'Local Accounts',
        },
        place: { line: 32, column: 13 },
      },
    ]);
  });

  it('gives the header, the control and its description', async () => {
    const [header, capability] = await read(securityStack, gate);
    const set = { framework: 'acme', attack_version: '9.0' };
    expect(header).toMatchObject({
      kind: 'header',
      set,
      metadata: {
        mapping_framework: 'acme',
        mapping_version: '1',
        attack_version: '9.0',
        contact: 'badges@example.org',
        organization: 'Acme Works',
      },
    });
    expect(capability).toMatchObject({
      kind: 'capability',
      set,
      id: 'acme_badge_gate',
      name: 'Acme Badge Gate',
      description: { text: 'The gate opens for badges that the porter knows.' },
      additional: {
        version: 1,
        'creation date': '01/15/2020',
        'last update': '02/16/2020',
        contact: 'badges@example.org',
        organization: 'Acme Works',
        platform: 'Acme',
        tags: ['Doors', 'Visitors'],
        comments: 'Read together with\nthe rules of the house.\n',
      },
      place: { line: 5, column: 7 },
    });
  });

  it('says which technique has no score, and nothing else', async () => {
    const diagnostics = only(await read(securityStack, gate, key), 'diagnostic');
    expect(diagnostics.map(({ diagnostic }) => diagnostic)).toMatchObject([
      {
        rule: 'technique-without-score',
        place: { line: 38, column: 5 },
        message: 'the technique "T1040 Network Sniffing" has no score and makes no row',
      },
    ]);
  });

  it('makes one row that is not mappable of a control without techniques', async () => {
    const records = await read(securityStack, fixture('security-stack/GuestBook.yaml'), key);
    expect(only(records, 'row')).toEqual([
      {
        kind: 'row',
        set: key,
        fields: {
          capability_id: 'acme_guest-book',
          capability_description: 'Acme Guest-Book',
          mapping_type: 'non_mappable',
          comments: 'It names guests and stops nobody.',
          references: ['https://example.org/book'],
          status: 'non_mappable',
        },
        place: { line: 4, column: 7 },
      },
    ]);
    expect(rules(records)).toEqual([]);
    // Its comments are those of the row.
    expect(only(records, 'capability')[0]?.additional).toEqual({
      version: '1.0',
      'creation date': '01/15/2020',
      contact: 'badges@example.org',
      organization: 'Acme Works',
      platform: 'Acme',
    });
  });

  it('keeps comments of any length whole', async () => {
    const long = 'Read all of it. '.repeat(1000);
    const text = gate.toString().replace('  Read together with\n', `  ${long}\n`);
    const [control] = only(await read(securityStack, text), 'capability');
    expect(control?.additional?.comments).toBe(`${long}\nthe rules of the house.\n`);
  });

  it('carries members that it does not know, as plain data', async () => {
    const owner = '{ name: me, since: 2020, __proto__: [1.50, true, null, { x: }] }';
    const text = gate.toString().replace('name: Acme', `owner: ${owner}\nname: Acme`);
    const [control] = only(await read(securityStack, text), 'capability');
    expect(JSON.stringify(control?.additional?.owner)).toBe(
      '{"name":"me","since":2020,"__proto__":["1.50",true,null,{"x":null}]}',
    );
  });

  it.each([
    ['9', '9.0'],
    ['9.0', '9.0'],
    ['10.1', '10.1'],
    ['10.10', '10.10'],
    ['"10.10"', '10.10'],
    ['010.10', '010.10'],
  ])('reads the ATT&CK version %s as %s', async (written, version) => {
    const text = gate.toString().replace('ATT&CK version: 9\n', `ATT&CK version: ${written}\n`);
    const [header] = await read(securityStack, text);
    expect(header).toMatchObject({ set: { attack_version: version } });
  });

  it('lets the document say another version or platform than the pipeline file', async () => {
    const other = { ...key, framework: 'other', attack_version: '8.2' };
    const [header] = await read(securityStack, gate, other);
    expect(header).toMatchObject({ set: { ...other, framework: 'acme', attack_version: '9.0' } });
  });

  it('reports members that it does not know, wherever they stand', async () => {
    const text = gate
      .toString()
      .replace('name: Acme', 'owner: me\nname: Acme')
      .replace('        value: Partial', '        value: Partial\n        sure: no');
    const unknown = only(await read(securityStack, text), 'diagnostic').filter(
      ({ diagnostic }) => diagnostic.rule === 'unknown-member',
    );
    expect(unknown.map(({ diagnostic }) => diagnostic.message)).toEqual([
      'the member "owner" is not known; it is carried along',
      'the member "sure" with "no" is not known and is left out',
    ]);
  });

  it.each([
    ['a control without a name', 'techniques: []\nplatform: A\nATT&CK version: 9', /member "name"/],
    [
      'a score without a category',
      `${gate}`.replace('category: Protect', 'kategorie: Protect'),
      /member "category", found an object with kategorie, value, comments at line 19, column 9/,
    ],
    [
      'techniques of another shape',
      'name: N\nplatform: A\nATT&CK version: 9\ntechniques: [T1078]\n',
      /expected an object, found "T1078" at line 4, column 14/,
    ],
  ])('refuses %s', async (_, text, message) => {
    await expect(read(securityStack, text)).rejects.toThrow(message);
  });

  it('refuses sub-techniques times scores without end', async () => {
    const times = (line: string) => line.repeat(400);
    const text = `name: N\nplatform: A\nATT&CK version: 9\ntechniques:\n- id: T1\n  sub-techniques-scores:\n  - sub-techniques:\n${times('    - id: T1.001\n')}    scores:\n${times('    - category: Protect\n')}`;
    await expect(read(securityStack, text)).rejects.toThrow(/a control of at most 100000 rows/);
  });
});
