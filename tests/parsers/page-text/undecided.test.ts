import { describe, expect, it } from 'vitest';
import { AttackMappingsError } from '../../../src/errors.ts';
import { fields, fixture, HEADER, of, page, read, rules } from './read.ts';

describe('what cannot be decided', () => {
  it('an unknown mapping type stays with the description, reported', () => {
    const records = read(page('AC-02 Account Management Illuminates T1999 Lantern Relay'));
    expect(fields(records)).toEqual([
      {
        capability_id: 'AC-02',
        capability_description: 'Account Management Illuminates',
        attack_object_id: 'T1999',
        attack_object_name: 'Lantern Relay',
      },
    ]);
    expect(rules(records)).toEqual(['5 mapping-type-undecided']);
    expect(of('extent', records)[0]).toMatchObject({
      complete: false,
      fields: ['capability_id', 'attack_object_id', 'attack_object_name', 'comments', 'references'],
    });
  });

  it('an unknown mapping type in a cell is one', () => {
    const records = read(page('AC-02\tAccount Management\tIlluminates\tT1999\tLantern Relay'));
    expect(fields(records)[0]?.mapping_type).toBe('Illuminates');
    expect(rules(records)).toEqual([]);
  });

  it.each([
    ['action.hacking.variety.Brute force Guessing of lamps', undefined],
    ['action.hacking.variety.Oil oil oil oil', undefined],
    [
      'action.hacking.variety.Brute force Brute force, and more',
      'action.hacking.variety.Brute force',
    ],
    ['action.hacking.variety.Oil', 'action.hacking.variety.Oil'],
    ['value_chain.development.variety.Bot Bot. A program', 'value_chain.development.variety.Bot'],
  ])('in "%s" the id of an enumeration is %s', (text, id) => {
    const records = read(page(`${text} related-to T1999 Lantern Relay`));
    const [row] = fields(records);
    expect(row?.capability_id).toBe(id);
    expect([row?.capability_id, row?.capability_description].filter(Boolean).join(' ')).toBe(text);
    expect(of('header', records)[0]?.set.framework).toBe('veris');
    expect(rules(records)).toEqual(id === undefined ? ['5 capability-undecided'] : []);
  });

  it('of several techniques after mapping types the last is taken, reported', () => {
    const records = read(page('AC-02 What mitigates T1001 Data Protects T1998 Wick Theft'));
    expect(fields(records)[0]).toMatchObject({
      capability_description: 'What mitigates T1001 Data',
      attack_object_id: 'T1998',
    });
    expect(rules(records)).toEqual(['5 technique-undecided']);
  });

  it('lines that are neither rows nor notes are reported together', () => {
    const records = read(
      page(
        'Lamp oil',
        'is cheap',
        'AC-02 Account Management Protects T1999 Lantern Relay',
        'Signed, a lamplighter',
      ),
    );
    expect(rules(records)).toEqual(['5 text-not-read', '8 text-not-read']);
    expect(of('diagnostic', records)[0]?.diagnostic.message).toContain('2 lines');
  });

  it.each([
    ['wrapped Protects T1999 Lantern Relay', 'wrapped'],
    ['Enforcement Protects T1999 Lantern Relay', 'Enforcement'],
    ['of lamps, and wicks Protects T1999 Lantern Relay', 'of lamps, and wicks'],
  ])('"%s" below a line that cannot be read has no id', (line, text) => {
    const records = read(
      page('AC-06 Least Privilege Protects T1999 Lantern Relay', 'AC-08 Flow', '', line),
    );
    expect(fields(records)[1]).toEqual({
      capability_description: text,
      mapping_type: 'Protects',
      attack_object_id: 'T1999',
      attack_object_name: 'Lantern Relay',
    });
    expect(rules(records)).toEqual(['8 capability-undecided']);
    const [found] = of('diagnostic', records);
    expect(found?.diagnostic.message).toContain(`"${text}"`);
    expect(found?.diagnostic.message).toContain('"AC-08 Flow"');
    expect(found?.diagnostic.message).toContain('left out');
    expect(of('header', records).map(({ set }) => set.framework)).toEqual(['nist_800_53']);
    expect(of('extent', records)[0]?.complete).toBe(false);
  });

  it('a plain word below comments that nothing closes is no id', () => {
    const records = read(
      page(
        'AC-06 Least Privilege Protects T1999 Lantern Relay',
        'Comments',
        'One.',
        'AC-08 Flow',
        'wrapped Protects T1999 Lantern Relay',
      ),
    );
    expect(fields(records)).toMatchObject([
      { capability_id: 'AC-06', comments: 'One.\nAC-08 Flow' },
      { capability_description: 'wrapped' },
    ]);
    expect(fields(records)[1]).not.toHaveProperty('capability_id');
    expect(rules(records)).toEqual(['6 notes-undecided', '9 capability-undecided']);
    const message = of('diagnostic', records)[1]?.diagnostic.message;
    expect(message).toMatch(/"AC-08 Flow".* kept as a comment/);
  });

  it.each([
    ['an id', 'lamp_service Lamp Protects T1999 Lantern Relay', 'lamp_service'],
    ['a number in it', 'lamp-1 Lamp Protects T1999 Lantern Relay', 'lamp-1'],
    ['marks inside', 'LS.X Lamp Protects T1999 Lantern Relay', 'LS.X'],
    ['tabs after it', 'lamp\tLamp\tProtects\tT1999\tLantern Relay', 'lamp'],
  ])('a word with %s is one below any line', (_, line, id) => {
    const records = read(page('AC-08 Flow', line));
    expect(fields(records)[0]?.capability_id).toBe(id);
    expect(rules(records)).toEqual(['5 text-not-read']);
  });

  it('a plain word is an id where nothing unread stands above it', () => {
    const records = read(
      page(
        'lamp Lamp Protects T1999 Lantern Relay',
        'wick Wick Protects T1999 Lantern Relay',
        'Comments',
        'One.',
        'References',
        'oil Oil Protects T1999 Lantern Relay',
      ),
    );
    expect(fields(records).map((row) => row.capability_id)).toEqual(['lamp', 'wick', 'oil']);
  });

  it('text above the title and between description and table is reported', () => {
    const text = `Dear team,\nplease map this\n\n${page('Mappings of lamps', HEADER, 'AC-02 Account Protects T1999 Lantern Relay')}`;
    expect(rules(read(text))).toContain('1 text-left-out');
  });
});

describe('what options say', () => {
  const text = fixture('older.txt');

  it('names the sets of ids that fit, and not of others', () => {
    const records = read(text, {
      framework: 'gcp',
      framework_version: '1',
      attack_version: '14.1',
      domain: 'enterprise',
    });
    const common = { attack_version: '14.1', domain: 'enterprise' };
    expect(of('header', records).map(({ set, inferred }) => [set, inferred])).toEqual([
      ...['nist_800_53', 'm365', 'kev', 'veris', 'cri_profile', 'aws'].map((framework) => [
        { framework, ...common },
        ['framework'],
      ]),
      [{ framework: 'gcp', framework_version: '1', ...common }, undefined],
    ]);
    expect(rules(records).slice(1)).toEqual([
      '12 other-framework',
      '14 other-framework',
      '24 other-framework',
      '28 other-framework',
      '29 other-framework',
      '33 other-framework',
    ]);
  });

  it('takes the framework of the options where the ids have its shape', () => {
    const records = read(page('CVE-2031-12345 Overflow primary_impact T1999 Lantern Relay'), {
      framework: 'cve',
    });
    expect(of('header', records)).toMatchObject([{ set: { framework: 'cve' } }]);
    expect(of('header', records)[0]).not.toHaveProperty('inferred');
    expect(rules(records)).toEqual([]);
  });

  it('a framework version without a framework is that of the only one', () => {
    const records = read(page('AC-02 Account Protects T1999 Lantern Relay'), {
      framework_version: 'rev5',
    });
    expect(of('header', records)[0]?.set).toEqual({
      framework: 'nist_800_53',
      framework_version: 'rev5',
    });
  });

  it('a framework version without a framework is given to none of several, reported', () => {
    const records = read(text, { framework_version: 'rev5', domain: 'enterprise' });
    expect(of('header', records).map(({ set }) => set.framework_version)).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
    expect(of('header', records).every(({ set }) => set.domain === 'enterprise')).toBe(true);
    expect(rules(records).at(-1)).toBe('14 framework-version-unclear');
  });

  it('what the page says stays, reported', () => {
    const records = read(fixture('newer-whole-page.txt'), {
      framework: 'veris',
      attack_version: '14.1',
      domain: 'enterprise',
    });
    expect(
      of('header', records).map(({ set }) => `${set.framework} ${set.attack_version}`),
    ).toEqual(['cri_profile 16.1', 'veris 16.1', 'kev 16.1', 'Lamp Standard 16.1']);
    expect(rules(records).slice(-4)).toEqual([
      '31 other-framework',
      '51 other-framework',
      '61 other-framework',
      '25 option-contradicted',
    ]);
  });
});

describe('what is no technique page', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'found no text'],
    [
      'other text',
      'Dear lamplighter,\nthe oil is out.',
      'found "Dear lamplighter,", "the oil is out."',
    ],
    ['a web page', '<html><h1>T1999 Lantern</h1></html>', 'read by site-page'],
    ['a title alone', 'T1999 Lantern Relay Mappings', 'found no such line'],
    [
      'a page without a table',
      'T1999 Lantern Relay\nText.\nView in MITRE ATT&CK®',
      'title of T1999 at line 1',
    ],
    ['a table without rows', page('No mappings found'), 'at line 4 and no row below it'],
    [
      'an unknown header',
      'T1999 Lantern Relay\nCapability ID Lamp ATT&CK ID\nAC-02 x',
      '"Capability ID Lamp ATT&CK ID" at line 2',
    ],
    [
      'rows without a header',
      'T1999 Lantern Relay\nAC-02 Account Protects T1999 Lantern Relay',
      'found no such line',
    ],
    ['other bytes', Buffer.from([0xff, 0xfe, 0x54, 0x00]), 'no UTF-8'],
    ['too many bytes', new Uint8Array(8_000_001), 'at most 8000000 bytes, found 8000001'],
    ['too many lines', '\n'.repeat(1_000_001), 'at most 1000000 lines'],
  ])('%s is an error that says what was expected and found', (_, text, message) => {
    const act = () => read(text);
    expect(act).toThrow(AttackMappingsError);
    expect(act).toThrow(message);
    expect(act).toThrow(/^expected .*(?:: .+)$/s);
  });

  it('names the document', () => {
    expect(() => read('')).toThrow(expect.objectContaining({ code: 'parse', subject: 'page.txt' }));
  });
});

describe('large and hostile text', { timeout: 60_000 }, () => {
  const row = 'AC-02 Account Management Protects T1999 Lantern Relay';

  it('reads 140,000 rows', () => {
    const records = read(page(`${row}\n`.repeat(140_000)));
    expect(fields(records)).toHaveLength(140_000);
  });

  it('reads 100,000 rows whose comments nothing closes', () => {
    const records = read(page(`${row}\nComments\nOpen.\n`.repeat(100_000)));
    expect(fields(records)).toHaveLength(100_000);
    expect(rules(records)).toHaveLength(100_000);
  });

  it('reads one comment above 100,000 rows that nothing closes', () => {
    const rows = `${row}\n`.repeat(100_000);
    expect(fields(read(page(row, 'Comments', 'Open.', rows)))).toHaveLength(100_001);
  });

  it.each([
    ['letters', 'x'.repeat(1_000_000)],
    ['spaces', `x${' '.repeat(1_000_000)}x`],
    ['tabs', '\t'.repeat(1_000_000)],
    ['technique ids', 'Protects T1999 '.repeat(70_000)],
    ['one id of an enumeration', `action.hacking.variety.${'a '.repeat(500_000)}`],
    ['digits', '1 '.repeat(500_000)],
  ])('keeps a line of a million %s as a comment', (_, line) => {
    const records = read(page(row, 'Comments', line, 'Closed.', 'References', row));
    expect(fields(records)).toHaveLength(2);
    expect(String(fields(records)[0]?.comments)).toContain('Closed.');
  });

  it.each([
    ['headers', HEADER],
    ['headings', 'Lamp Mappings'],
    ['titles', 'T1999 Lantern Relay Mappings'],
    ['openings of notes', 'Comments'],
    ['closings of notes', 'References'],
    ['ids', 'AC-02'],
    ['badges', 'ATT&CK Version 16.1'],
    ['blank lines', ''],
    ['banners', "You're currently viewing ATT&CK Version 9.0 ICS."],
  ])('survives 100,000 %s', (_, line) => {
    const lines = `${line}\n`.repeat(100_000);
    expect(fields(read(page(row, lines, row))).length).toBeGreaterThan(0);
    expect(() => read(lines)).toThrow(AttackMappingsError);
  });

  it('takes ids as data', () => {
    const [first] = fields(read(page('__proto__ constructor Protects T1999 Lantern Relay')));
    expect(first).toMatchObject({
      capability_id: '__proto__',
      capability_description: 'constructor',
    });
  });
});
