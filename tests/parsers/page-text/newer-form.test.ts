import { describe, expect, it } from 'vitest';
import { fields, fixture, of, page, read, rules } from './read.ts';

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
