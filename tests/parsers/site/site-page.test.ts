import { describe, expect, it } from 'vitest';
import { only, rules } from '../fixture.ts';
import { ACME, markup, NIST, readPage } from './read-page.ts';

describe('a version page', () => {
  const records = readPage(markup('version.html'));

  it('states its set, which its download links name', () => {
    expect(only(records, 'header')).toEqual([
      {
        kind: 'header',
        set: ACME,
        metadata: {
          mapping_framework: 'acme',
          mapping_framework_version: '01.02.2025',
          attack_version: '16.1',
          technology_domain: 'enterprise',
        },
        place: { selector: '#header-container h1' },
      },
    ]);
  });

  it('has groups, mappings and capabilities that map to nothing, each with its place', () => {
    expect(only(records, 'group')).toEqual([
      {
        kind: 'group',
        set: ACME,
        id: 'doors',
        name: 'Doors & Locks',
        place: { selector: '#groups-table', row: 1 },
      },
    ]);
    expect(only(records, 'row').map(({ fields, place }) => ({ ...fields, place }))).toEqual([
      {
        capability_id: 'DOOR-1',
        capability_description: 'Door & Frame',
        score_category: 'protect',
        score_value: 'partial',
        attack_object_id: 'T1078',
        attack_object_name: 'Valid Accounts',
        comments: [
          'Doors stop those without a key.',
          '',
          'Keys in HKLM\\<KeyRing>\\Door & <Frame> of ATT&CK, not &lt;held&gt;.',
          'Badge required: Level 2',
        ].join('\n'),
        references: ['https://docs.example/doors?a=1&copy=2', 'Ref: https://docs.example/keys'],
        place: { selector: '#all-mapping-table', row: 1 },
      },
      {
        capability_id: 'LOCK-2',
        capability_description: 'Lock',
        score_category: 'detect',
        attack_object_id: 'T1110',
        attack_object_name: 'Brute Force',
        place: { selector: '#all-mapping-table', row: 2 },
      },
      {
        capability_id: 'MAT',
        capability_description: 'Door Mat',
        status: 'non_mappable',
        place: { selector: '#nonmappable-table', row: 1 },
      },
    ]);
  });

  it('says that it shows all, and which fields', () => {
    expect(only(records, 'extent')).toMatchObject([
      {
        set: ACME,
        complete: true,
        of: {},
        fields: [
          'capability_id',
          'capability_description',
          'score_category',
          'score_value',
          'attack_object_id',
          'attack_object_name',
          'comments',
          'references',
        ],
      },
    ]);
  });

  it('reports a printed null, and groups that count more mappings', () => {
    expect(rules(records)).toEqual(['printed-null', 'group-count']);
    expect(only(records, 'diagnostic').map(({ diagnostic }) => diagnostic.severity)).toEqual([
      'info',
      'warning',
    ]);
    expect(only(records, 'diagnostic').map(({ diagnostic }) => diagnostic.message)).toEqual([
      'score_value is "None", a null that was printed: taken for nothing',
      'its groups count 4 mappings, the page shows 2',
    ]);
  });

  it('that is cut short is not complete, and says so', () => {
    const link = '<p><a class="load-all" href="./all-data.html">Load all data</a></p>';
    const page = markup('version.html').replace('<h2>All Mappings</h2>', link);
    const short = readPage(page);
    expect(only(short, 'extent')).toMatchObject([{ complete: false }]);
    expect(rules(short)).toEqual(['printed-null', 'page-cut-short']);
    const [, cut] = only(short, 'diagnostic');
    expect(cut?.diagnostic.message).toContain('the first 2 of 4 mappings');
  });

  it.each([
    ['capability.html', 'page/'],
    ['group.html', 'capability-groups/doors/'],
    ['technique-2025-01.html', 'page/'],
  ])('of another kind that is cut short says so too: %s', (name, path) => {
    const link = '<p><a class="load-all" href="./all-data.html">Load all data</a></p>';
    const page = markup(name).replace(
      /(<section id="(?:attack|mappings)-table"[^>]*>)/,
      `$1${link}`,
    );
    const records = readPage(page, { path });
    expect(rules(records)).toContain('page-cut-short');
    expect(rules(records)).not.toContain('capability-count');
    expect(only(records, 'extent').map(({ complete }) => complete)).not.toContain(true);
  });

  it('is of the set that its own links name, where it has no downloads', () => {
    const page = markup('version.html').replaceAll(' download\n', '\n');
    const path = 'external/acme/attack-16.1/domain-enterprise/acme-01.02.2025/';
    expect(only(readPage(page, { path }), 'header')).toMatchObject([{ set: ACME }]);
    expect(only(readPage(page), 'header')).toMatchObject([{ set: {}, metadata: {} }]);
    expect(only(readPage(page, { set: NIST }), 'header')).toMatchObject([
      { set: NIST, metadata: {} },
    ]);
  });

  it('is of another set than the known one where it says so', () => {
    const set = { ...ACME, attack_version: '14.1' };
    expect(only(readPage(markup('version.html'), { set }), 'header')).toMatchObject([
      { set: ACME },
    ]);
  });
});

describe('a capability page', () => {
  it('has the capability with its corrected name and its description, and its mappings', () => {
    const records = readPage(markup('capability.html'));
    expect(only(records, 'capability')).toEqual([
      {
        kind: 'capability',
        set: NIST,
        id: 'DR-4',
        name: 'Entry Control',
        description: {
          text: 'Entry is decided at the door.\n\nSee the door manual, the bell and:\n\nlocks\nhinges',
          links: [{ url: 'https://docs.example/manual', text: 'door manual' }],
        },
        place: { selector: '#header-container h1' },
      },
    ]);
    expect(only(records, 'row').map(({ set, fields }) => ({ set, fields }))).toEqual([
      {
        set: NIST,
        fields: {
          capability_id: 'DR-4',
          capability_description: 'Entry Contrl',
          mapping_type: 'Mitigates',
          attack_object_id: 'T1078',
          attack_object_name: 'Valid Accounts',
        },
      },
    ]);
    expect(only(records, 'extent')).toMatchObject([
      { complete: true, of: { capability_id: 'DR-4' } },
    ]);
    expect(rules(records)).toEqual(['link-left-out']);
  });

  it('whose id has white space at its edge may show a part of the mappings only', () => {
    const records = readPage(markup('capability.html').replace('>DR-4<', '>DR-4 <'));
    expect(only(records, 'capability')).toMatchObject([{ id: 'DR-4' }]);
    expect(only(records, 'extent')).toMatchObject([
      { complete: false, of: { capability_id: 'DR-4' } },
    ]);
    expect(rules(records)).toEqual(['link-left-out', 'id-edge-space']);
  });

  it('that maps to nothing has one row with the comment', () => {
    const records = readPage(markup('non-mappable.html'));
    expect(only(records, 'row')).toEqual([
      {
        kind: 'row',
        set: ACME,
        fields: {
          capability_id: 'MAT',
          comments: 'Mats stop dust in <Hall>, not adversaries.',
          status: 'non_mappable',
        },
        place: { selector: '#header-container p.pt-2' },
      },
    ]);
    expect(only(records, 'extent')).toMatchObject([{ of: { capability_id: 'MAT' } }]);
  });

  it('that maps to nothing and has no comment has no row', () => {
    const page = markup('non-mappable.html').replace(/Mats stop.*/, '');
    expect(readPage(page).map(({ kind }) => kind)).toEqual(['header', 'capability', 'extent']);
  });

  it('with mappings and a comment reports the comment', () => {
    const page = markup('capability.html').replace('<p class="pt-2">', '<p class="pt-2">Mind it.');
    const [finding] = only(readPage(page), 'diagnostic').slice(-1);
    expect(finding?.diagnostic).toMatchObject({ rule: 'capability-comment' });
    expect(finding?.diagnostic.message).toContain('Mind it.');
  });
});

describe('a group page', () => {
  const path =
    'external/acme/attack-16.1/domain-enterprise/acme-01.02.2025/capability-groups/doors/';
  const records = readPage(markup('group.html'), { path });

  it('has the group, and its rows with it', () => {
    expect(only(records, 'group')).toMatchObject([
      {
        set: ACME,
        id: 'doors',
        name: 'Doors & Locks',
        description: { text: 'What turns on hinges.' },
      },
    ]);
    expect(only(records, 'row').map(({ fields }) => fields)).toMatchObject([
      { capability_id: 'DOOR-1', capability_group: 'doors' },
    ]);
    expect(only(records, 'extent')).toMatchObject([
      {
        complete: true,
        of: { capability_group: 'doors' },
        fields: expect.arrayContaining(['capability_group']),
      },
    ]);
  });

  it('has its capabilities, and reports those with other counts', () => {
    expect(only(records, 'capability')).toMatchObject([
      { id: 'DOOR-1', name: 'Door' },
      { id: 'LOCK-2', name: 'Lock' },
    ]);
    expect(only(records, 'diagnostic').map(({ diagnostic }) => diagnostic.message)).toEqual([
      '"LOCK-2" is said to have 3 mappings, the page shows 0',
    ]);
  });

  it('is refused where its address does not tell the group', () => {
    expect(() => readPage(markup('group.html'))).toThrow(/capability-groups\/<id>/);
  });
});

describe('a technique page', () => {
  const technique = {
    id: 'T1110',
    name: 'Brute Force',
    description: {
      text: 'Adversaries may try many keys at a door.\n\nOthers pick it.(Citation: Picks 2020)',
      links: [{ url: 'https://attack.mitre.org/techniques/T1078', text: 'door' }],
    },
  };
  const nist = { capability_id: 'DR-04', mapping_type: 'Mitigates', attack_object_id: 'T1110' };
  const acme = {
    capability_id: 'LOCK-2',
    mapping_type: 'Technique Scores',
    comments: 'Locks out who tries too often.',
    references: ['https://docs.example/locks'],
  };
  const kev = { ...NIST, framework: 'kev', framework_version: '02.13.2025' };

  it('speaks of several sets, a table each', () => {
    const records = readPage(markup('technique.html'));
    expect(only(records, 'header').map(({ set }) => set)).toEqual([NIST, ACME]);
    expect(only(records, 'technique')).toMatchObject([
      { set: NIST, ...technique },
      { set: ACME, ...technique },
    ]);
    expect(only(records, 'row')).toMatchObject([
      {
        set: NIST,
        fields: nist,
        place: { selector: 'section.mapping-table:nth-of-type(2)', row: 1 },
      },
      {
        set: ACME,
        fields: acme,
        place: { selector: 'section.mapping-table:nth-of-type(3)', row: 1 },
      },
    ]);
    expect(only(records, 'extent')).toMatchObject([
      { set: NIST, complete: true, of: { attack_object_id: 'T1110' } },
      { set: ACME, complete: true, of: { attack_object_id: 'T1110' } },
    ]);
    expect(rules(records)).toEqual([]);
  });

  it('of 2025-01 has all sets in one table', () => {
    const records = readPage(markup('technique-2025-01.html'));
    expect(only(records, 'technique').map(({ set }) => set)).toEqual([NIST, ACME, kev]);
    expect(only(records, 'technique')[0]).toMatchObject(technique);
    expect(only(records, 'row')).toMatchObject([
      { set: NIST, fields: nist, place: { selector: '#mappings-table', row: 1 } },
      { set: ACME, fields: acme, place: { selector: '#mappings-table', row: 2 } },
      { set: kev, place: { selector: '#mappings-table', row: 3 } },
    ]);
  });

  it('without a table says that nothing maps to it', () => {
    const records = readPage(markup('technique-unmapped.html'));
    expect(records.map(({ kind }) => kind)).toEqual(['header', 'technique', 'extent']);
    expect(only(records, 'technique')).toMatchObject([
      { set: { attack_version: '16.1', domain: 'enterprise' }, ...technique },
    ]);
    expect(only(records, 'extent')).toMatchObject([{ complete: true, fields: [] }]);
  });

  it('is of the sets that its capabilities link to, whichever column they are in', () => {
    const TITLES = /(<th [^>]*>Capability ID<[\s\S]*?)(<th [^>]*>Mapping Type<[\s\S]*?)(?=<\/tr>)/g;
    const CELLS =
      /(<td>\s*<a href="[^"]*\/external\/[\s\S]*?<\/td>)(<td>(?!\s*<a)[\s\S]*?)(?=<\/tr>)/g;
    const moved = markup('technique.html')
      .replace(TITLES, '$2$1')
      .replace(CELLS, (_, capability, others: string) =>
        others.includes('info-box') ? `${others}${capability}` : `${others}<td></td>${capability}`,
      );
    expect(moved).toMatch(/<tr>\s*<td>(?:Mitigates|Technique Scores)<\/td>/);
    const records = readPage(moved);
    expect(only(records, 'header').map(({ set }) => set)).toEqual([NIST, ACME]);
    expect(only(records, 'row')).toMatchObject([
      { set: NIST, fields: nist },
      { set: ACME, fields: acme },
    ]);
  });

  it('is refused where a row does not link to its capability', () => {
    const page = markup('technique.html').replaceAll('/external/acme/', '/elsewhere/');
    expect(() => readPage(page)).toThrow(/expected a link to the capability .* row 1 of section/);
  });
});
