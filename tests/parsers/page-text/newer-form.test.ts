import { describe, expect, it } from 'vitest';
import { fields, fixture, HEADER, of, page, read, rules } from './read.ts';

describe('the newer form, pasted whole', () => {
  const records = read(fixture('newer-whole-page.txt'));

  it('takes frameworks from headings, ATT&CK version and domain from badges and banner', () => {
    expect(of('header', records)).toEqual([
      {
        kind: 'header',
        set: { framework: 'cri_profile', attack_version: '16.1', domain: 'Enterprise' },
        metadata: {},
        place: { line: 25 },
      },
      {
        kind: 'header',
        set: { framework: 'veris', attack_version: '16.1', domain: 'Enterprise' },
        metadata: {},
        place: { line: 36 },
      },
      {
        kind: 'header',
        set: { framework: 'kev', attack_version: '16.1', domain: 'Enterprise' },
        metadata: {},
        place: { line: 48 },
      },
      {
        kind: 'header',
        set: { framework: 'Lamp Standard', attack_version: '16.1', domain: 'Enterprise' },
        metadata: {},
        place: { line: 59 },
      },
    ]);
  });

  it('spells the technique as its breadcrumb does', () => {
    expect(of('technique', records)[0]).toMatchObject({
      id: 'T1999',
      name: 'Lantern Relay',
      description: { text: 'Intruders may forge a relay.' },
      place: { line: 10 },
    });
  });

  it('reads rows with and without tabs', () => {
    expect(of('row', records).map((row) => [row.place.line, row.fields])).toMatchObject([
      [
        31,
        {
          capability_id: 'PR.AA-05.02',
          capability_description: 'Privileged lamp access',
          mapping_type: 'Mitigates',
          comments: 'Guards the lamp.',
        },
      ],
      [
        47,
        {
          capability_id: 'action.hacking.variety.Forged lamps',
          capability_description: 'Lamps of another',
          mapping_type: 'related-to',
        },
      ],
      [51, { capability_id: 'CVE-2031-12345', mapping_type: 'primary_impact' }],
      [
        61,
        {
          capability_id: 'LS.1',
          capability_description: 'Keep lamps dry',
          comments: 'Dry lamps burn.',
          references: ['https://lamps.example/dry'],
        },
      ],
    ]);
  });

  it('says what it left out, and which table is not shown whole', () => {
    expect(rules(records)).toEqual([
      '1 text-left-out',
      '34 references-lost',
      '21 sub-techniques-left-out',
      '52 rows-not-shown',
      '66 text-left-out',
    ]);
    expect(of('extent', records).map(({ complete }) => complete)).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('takes the spelling from the rows where only capitals stand in the title', () => {
    const text = fixture('newer-whole-page.txt').replace('T1999 Lantern Relay\nT1999', 'T1999');
    const capitals = read(text);
    expect(of('technique', capitals)[0]?.name).toBe('Lantern Relay');
    expect(rules(capitals)).toContain('9 title-spelling');
    expect(fields(capitals)).toEqual(fields(records));
  });
});

describe('the spelling of the technique', () => {
  const spelled = (title: string, ...names: string[]) => {
    const rows = names.map((name) => `AC-02 Account Protects T1999 ${name}`);
    const records = read(page(...rows).replace('Lantern Relay', title));
    return [of('technique', records)[0]?.name, ...rules(records)];
  };

  it.each([
    ['one row has another', 'Lantern Relay', ['LANTERN RELAY', 'Lantern Relay']],
    [
      'all but one row have another',
      'Lantern Relay',
      ['lantern relay', 'LANTERN RELAY', 'Lantern Relay'],
    ],
  ])('is that of the title where %s', (_, title, names) => {
    expect(spelled(title, ...names)).toEqual([title]);
  });

  it('is that of the rows where none has that of the title', () => {
    const names = ['Lantern Relay', 'Lantern relay'];
    expect(spelled('LANTERN RELAY', ...names)).toEqual(['Lantern Relay', '1 title-spelling']);
  });
});

describe('a heading that names no known framework', () => {
  const under = (heading: string, ...ids: string[]) =>
    page(heading, HEADER, ...ids.map((id) => `${id} Lamp Protects T1999 Lantern Relay`)).replace(
      `${HEADER}\n`,
      '',
    );
  const frameworks = (records: ReturnType<typeof read>) =>
    of('header', records).map(({ set, inferred }) => [set.framework, inferred]);

  it('gives way to the shape of all its ids, reported', () => {
    const records = read(under('Microsoft 365 Mappings', 'ME-IP-E5', 'EID-MFA-E3'));
    expect(frameworks(records)).toEqual([['m365', ['framework']]]);
    expect(rules(records)).toEqual(['4 heading-unknown']);
    expect(of('diagnostic', records)[0]?.diagnostic.message).toContain('"Microsoft 365 Mappings"');
  });

  it('gives way to the framework that was stated, where the ids have its shape', () => {
    const text = under('Vulnerabilities of Lamps Mappings', 'CVE-2031-12345');
    expect(frameworks(read(text, { framework: 'cve' }))).toEqual([['cve', undefined]]);
    expect(frameworks(read(text, { framework: 'veris' }))).toEqual([['kev', ['framework']]]);
  });

  it('is the framework, in its own spelling, of ids of unknown shape', () => {
    const records = read(under('Lamp Standard Mappings', 'LS.1', 'LS.2'), { framework: 'm365' });
    expect(frameworks(records)).toEqual([['Lamp Standard', undefined]]);
    expect(rules(records)).toEqual(['6 other-framework']);
  });

  it.each([[['LS.1', 'AC-02']], [['AC-02', 'ME-IP-E5']], [['AC-02', 'LS.1']]])(
    'is the framework of ids of several shapes as %j, reported',
    (ids) => {
      const records = read(under('Lamp Standard Mappings', ...ids));
      expect(frameworks(records)).toEqual([['Lamp Standard', undefined]]);
      expect(rules(records)).toEqual(['4 heading-unknown']);
    },
  );

  it('is another thing than one that names the framework, whatever the ids', () => {
    const records = read(under('CSA CCM Mappings', 'AC-02'));
    expect(frameworks(records)).toEqual([['csa_ccm', undefined]]);
    expect(rules(records)).toEqual([]);
  });
});

describe('several pages in one document', () => {
  const records = read(fixture('two-pages.txt'));

  it('reads each, with its own banner', () => {
    expect(of('row', records).map((row) => [row.set, row.fields.attack_object_id])).toEqual([
      [{ framework: 'kev', attack_version: '15.1', domain: 'Mobile' }, 'T1999'],
      [{ framework: 'kev', attack_version: '16.1', domain: 'Mobile' }, 'T1998'],
      [{ framework: 'nist_800_53' }, 'T1999'],
    ]);
    expect(of('technique', records).map(({ id, description }) => [id, description?.text])).toEqual([
      ['T1999', 'First page.'],
      ['T1998', 'Second page.'],
      ['T1999', 'First page again.'],
    ]);
  });

  it('reports a page without rows, and takes no comment for a title', () => {
    expect(rules(records)).toEqual(['12 references-lost', '22 page-without-rows']);
    expect(fields(records)[0]?.comments).toBe('T1997 Wick Theft comes next.');
  });

  it.each([
    ['first', ['NIST 800-53 Mappings', 'Mappings']],
    ['last', ['Mappings', 'NIST 800-53 Mappings']],
  ])('has a framework that is stated, not inferred, where the %s page states it', (_, headings) => {
    const pages = headings.map((heading, i) =>
      page('AC-02 Account Protects T1999 Lantern Relay')
        .replace(HEADER, `${heading}\n${HEADER}`)
        .replaceAll('T1999', `T199${i}`),
    );
    const headers = of('header', read(pages.join('\n')));
    expect(headers.map(({ set, inferred }) => [set, inferred])).toEqual([
      [{ framework: 'nist_800_53' }, undefined],
    ]);
    const inferred = of('header', read((pages[headings.indexOf('Mappings')] ?? '').repeat(2)));
    expect(inferred.map((header) => header.inferred)).toEqual([['framework']]);
  });

  it('has one header a set', () => {
    const twice = read(`${fixture('older.txt')}\n${fixture('older.txt')}`);
    expect(of('header', twice)).toHaveLength(7);
    expect(of('extent', twice)).toHaveLength(14);
    expect(of('row', twice)).toHaveLength(16);
  });

  it('reads one below the other with what the website puts around them', () => {
    const whole = [
      'ABOUT',
      'Overview',
      "You're currently viewing ATT&CK Version 15.1 Mobile.",
      page(
        'AC-02 Account Protects T1999 Lantern Relay',
        'Comments',
        'One.',
        'References',
        'https://a.example',
      ),
      'ABOUT',
      'Overview',
      "You're currently viewing ATT&CK Version 16.1 Mobile.",
      page('AC-06 Privilege Protects T1999 Lantern Relay'),
    ].join('\n');
    expect(
      of('row', read(whole)).map((row) => [
        row.set.attack_version,
        row.fields.comments,
        row.fields.references,
      ]),
    ).toEqual([
      ['15.1', 'One.', ['https://a.example']],
      ['16.1', undefined, undefined],
    ]);
  });

  it('takes no sub-technique in a list for the title of a page', () => {
    const listing = [
      'T1999 Lantern Relay',
      'View in MITRE ATT&CK®',
      'ATT&CK Subtechniques',
      'Technique ID Technique Name Number of Mappings',
      'T1999.001 Paper Relay 12',
      page('AC-02 Account Protects T1999 Lantern Relay').replaceAll('T1999', 'T1998'),
    ].join('\n');
    const records = read(listing);
    expect(of('technique', records).map(({ id }) => id)).toEqual(['T1998']);
    expect(rules(records)).toEqual(['1 page-without-rows', '4 sub-techniques-left-out']);
  });
});
