import { describe, expect, it } from 'vitest';
import { fields, fixture, HEADER, of, page, read, rules } from './read.ts';

const text = fixture('older.txt');
const TITLE = { attack_object_id: 'T1999', attack_object_name: 'Lantern Relay (Forged)' };

describe('the older form', () => {
  const records = read(text);

  it('names the technique and its description once for each set', () => {
    const techniques = of('technique', records);
    expect(techniques.map(({ set }) => set.framework)).toEqual([
      'nist_800_53',
      'm365',
      'kev',
      'veris',
      'cri_profile',
      'aws',
      undefined,
    ]);
    expect(
      new Set(
        techniques.map(({ id, name, description, place }) =>
          JSON.stringify({ id, name, description, place }),
        ),
      ),
    ).toEqual(
      new Set([
        JSON.stringify({
          id: 'T1999',
          name: 'Lantern Relay (Forged)',
          description: {
            text: 'Intruders may forge the relay of a lantern to be let in.\n\nThey may also borrow one.(Citation: Lantern Weekly)',
          },
          place: { line: 1 },
        }),
      ]),
    );
  });

  it('reads rows of several frameworks, with their lines', () => {
    expect(of('row', records).map((row) => [row.place.line, row.fields])).toEqual([
      [
        12,
        {
          capability_id: 'AC-2(1)',
          capability_description: 'Account Management (automated) | Reviews',
          mapping_type: 'Protects',
          ...TITLE,
        },
      ],
      [
        13,
        {
          capability_id: 'AC-06',
          capability_description: 'Least Privilege',
          mapping_type: 'Protects',
          ...TITLE,
        },
      ],
      [
        14,
        {
          capability_id: 'ME-LAMP-E5',
          capability_description: 'Lamp Protection (all wicks)',
          mapping_type: 'Technique Scores',
          ...TITLE,
          comments: 'Lamp Protection watches the wick.\n\nLicense Requirements:\nExample Lamp P2',
          references: [
            'https://lamps.example/wick',
            'https://lamps.example/oil?a=1',
            'https://lamps.example/flame',
            'Ref: https://lamps.example/smoke',
          ],
        },
      ],
      [
        24,
        {
          capability_id: 'CVE-2031-12345',
          capability_description: 'Lantern daemon heap overflow',
          mapping_type: 'exploitation_technique',
          ...TITLE,
          comments: 'Seen in the wild.',
        },
      ],
      [
        28,
        {
          capability_id: 'action.hacking.variety.Use of lamps',
          capability_description: 'Use of lamps that were stolen',
          mapping_type: 'related-to',
          ...TITLE,
        },
      ],
      [
        29,
        {
          capability_id: 'PR.AA-05.02',
          capability_description: 'Privileged lamp access',
          mapping_type: 'Mitigates',
          attack_object_id: 'T1999.002',
          attack_object_name: 'Borrowed Relay',
          references: ['https://lamps.example/borrowed'],
        },
      ],
      [
        33,
        {
          capability_id: 'amazon_lamp_guard',
          capability_description: 'Amazon LampGuard',
          mapping_type: 'technique_scores',
          attack_object_id: 'T1998',
          attack_object_name: 'Wick Theft',
        },
      ],
      [34, { capability_id: 'lamp_service', capability_description: 'Lamp Service', ...TITLE }],
    ]);
  });

  it('marks frameworks as inferred, and leaves out what nobody says', () => {
    expect(of('header', records).map(({ set, inferred }) => [set, inferred])).toEqual([
      ...['nist_800_53', 'm365', 'kev', 'veris', 'cri_profile', 'aws'].map((framework) => [
        { framework },
        ['framework'],
      ]),
      [{}, undefined],
    ]);
  });

  it('says which rows of the set it shows, without the references that are lost', () => {
    const kev = of('extent', records).find(({ set }) => set.framework === 'kev');
    expect(kev).toEqual({
      kind: 'extent',
      set: { framework: 'kev' },
      fields: [
        'capability_id',
        'capability_description',
        'mapping_type',
        'attack_object_id',
        'attack_object_name',
        'comments',
      ],
      complete: true,
      of: { attack_object_id: 'T1999' },
      place: { line: 24 },
    });
    expect(of('extent', records)[1]?.fields).toContain('references');
  });

  it('reports the references that are lost, with the line', () => {
    expect(rules(records)).toEqual(['27 references-lost']);
  });

  it.each<[string, (text: string) => string]>([
    ['Windows line ends', (plain) => plain.replaceAll('\n', '\r\n')],
    ['old Mac line ends', (plain) => plain.replaceAll('\n', '\r')],
    ['a byte order mark', (plain) => `\ufeff${plain}`],
    ['no final line end', (plain) => plain.trimEnd()],
    ['trailing spaces', (plain) => plain.replaceAll('\n', ' \u00a0\n')],
    [
      'indents and double spaces',
      (plain) => plain.replace(/^(?=[A-Z]{2})/gm, '  ').replaceAll(' T1999 ', '  T1999\u00a0'),
    ],
    ['zero-width characters', (plain) => plain.replaceAll(' Protects', ' \u200bProtects')],
    ['capitals in the title', (plain) => plain.replace(/^T1999.*/, (title) => title.toUpperCase())],
  ])('reads the same with %s', (_, change) => {
    const trimmed = (rows: ReturnType<typeof fields>) =>
      rows.map((row) => ({
        ...row,
        ...(row.comments ? { comments: String(row.comments).replace(/[ \u00a0]+\n/g, '\n') } : {}),
      }));
    const changed = read(change(text));
    expect(change(text)).not.toBe(text);
    expect(trimmed(fields(changed))).toEqual(fields(records));
    expect(of('technique', changed)[0]?.name).toBe('Lantern Relay (Forged)');
  });

  it('reads scores where the header has them', () => {
    const scored = [
      'T1999 Lantern Relay Mappings',
      'Capability ID Capability Description Category Value ATT&CK ID ATT&CK Name Notes',
      'aws_lamp AWS Lamp protect minimal T1999 Lantern Relay',
      'aws_oil AWS Oil Detect Significant T1998 Wick Theft',
      'aws_wick AWS Wick detect T1999 Lantern Relay',
      'aws_soot AWS Soot heroic T1999 Lantern Relay',
    ].join('\n');
    const read1 = read(scored);
    expect(fields(read1)).toMatchObject([
      { capability_description: 'AWS Lamp', score_category: 'protect', score_value: 'minimal' },
      {
        capability_description: 'AWS Oil',
        score_category: 'Detect',
        score_value: 'Significant',
        attack_object_name: 'Wick Theft',
      },
      { capability_description: 'AWS Wick', score_category: 'detect' },
      { capability_description: 'AWS Soot heroic' },
    ]);
    expect(rules(read1)).toEqual(['6 mapping-type-undecided']);
  });

  it('reads a mapping type and scores side by side', () => {
    const [row] = fields(
      read(
        'T1999 Lantern Relay\nCapability ID Capability Description Enables Category Value ATT&CK ID ATT&CK Name Notes\nlamp-1 Lamp protects protect partial T1999 Lantern Relay',
      ),
    );
    expect(row).toEqual({
      capability_id: 'lamp-1',
      capability_description: 'Lamp',
      mapping_type: 'protects',
      score_category: 'protect',
      score_value: 'partial',
      attack_object_id: 'T1999',
      attack_object_name: 'Lantern Relay',
    });
  });

  it('joins rows that were wrapped, and cells that are lines', () => {
    const records = read(
      page(
        'AC-02 Account Management Protects T1999 Lantern',
        'Relay',
        'AC-06',
        '',
        'Least Privilege',
        'Protects',
        'T1999',
        'Lantern Relay',
        'Comments',
        'Wrapped',
        'here.',
        'References',
      ),
    );
    expect(of('row', records).map((row) => [row.place.line, row.fields])).toMatchObject([
      [
        5,
        {
          capability_id: 'AC-02',
          capability_description: 'Account Management',
          attack_object_name: 'Lantern Relay',
        },
      ],
      [
        7,
        {
          capability_id: 'AC-06',
          capability_description: 'Least Privilege',
          comments: 'Wrapped\nhere.',
        },
      ],
    ]);
  });

  it('keeps the enhancement of a control, and the name "Parent: Sub"', () => {
    const records = read(
      page(
        'AC-2 (1) Account Management Protects T1999 Lantern Relay',
        'AC-03 Flow Protects T1999 Light: Lantern Relay',
      ),
    );
    expect(fields(records)).toMatchObject([
      { capability_id: 'AC-2 (1)', capability_description: 'Account Management' },
      { capability_id: 'AC-03', attack_object_name: 'Light: Lantern Relay' },
    ]);
  });

  it('joins no line that opens a row, or is one, to the one above', () => {
    const records = read(
      page(
        'AC-02 Oil',
        'AC-06 Least Privilege Protects T1999',
        'Lantern Relay',
        'IA-02 Wick',
        'lamp-1 Lamp Protects T1999 Lantern Relay',
      ),
    );
    expect(fields(records).map((row) => row.capability_id)).toEqual(['AC-06', 'lamp-1']);
    expect(rules(records)).toEqual(['5 text-not-read', '8 text-not-read']);
  });

  it('reads a header that stands there twice', () => {
    const header = HEADER.replace(/ (?=Capability|Mapping|ATT&CK (?:ID|Name)|Notes)/g, '\t');
    const row = 'AC-02\tAccount\tProtects\tT1999\tLantern Relay';
    expect(fields(read(`T1999 Lantern Relay\n${header}\n${header}\n${row}`))).toEqual([
      {
        capability_id: 'AC-02',
        capability_description: 'Account',
        mapping_type: 'Protects',
        attack_object_id: 'T1999',
        attack_object_name: 'Lantern Relay',
      },
    ]);
  });

  it('reads letters that change their number with their case', () => {
    const [row] = fields(read(page('AC-02 İİİ Account Protects T1999 LANTERN Relay')));
    expect(row).toMatchObject({
      capability_description: 'İİİ Account',
      mapping_type: 'Protects',
      attack_object_name: 'LANTERN Relay',
    });
  });

  it('is no whole page with as many rows as a page may show', () => {
    const row = 'AC-02 Account Protects T1999 Lantern Relay\n';
    const complete = (count: number) => of('extent', read(page(row.repeat(count))))[0]?.complete;
    expect([complete(499), complete(500)]).toEqual([true, false]);
  });

  it.each([
    ['a line', `AC-02 ${'Oil '.repeat(1000)}Protects T1999 Lantern Relay`],
    ['a name', `AC-02 Account Protects T1998 ${'Wick '.repeat(50)}`],
  ])('takes no row from %s that is too long, and reports it', (_, line) => {
    const records = read(page('AC-06 Privilege Protects T1999 Lantern Relay', line));
    expect(fields(records)).toHaveLength(1);
    expect(rules(records)).toEqual(['6 text-not-read']);
  });
});
