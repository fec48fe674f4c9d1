import { expect, test } from 'vitest';
import { capabilitiesIn, factsOf } from '../../support/stix-rules/extension.ts';
import {
  build,
  KEV,
  key,
  M365,
  NIST5,
  objectsOf,
  row,
  scored,
  setOf,
  VERIS,
  withFacts,
} from './sets.ts';

const mapped = (capability_id: string, capability_description: string, capability_group?: string) =>
  row({
    capability_id,
    capability_description,
    mapping_type: 'mitigates',
    attack_object_id: 'T1003',
    ...(capability_group === undefined ? {} : { capability_group }),
  });

test.each([
  [
    'a control',
    NIST5,
    mapped('AC-2', 'Account Management', 'AC'),
    {
      type: 'course-of-action',
      name: 'NIST 800-53 rev5 AC-02 Account Management',
      labels: ['group:AC'],
      external_references: [{ source_name: 'nist_800_53', external_id: 'AC-02' }],
    },
    { framework: 'nist_800_53', edition: 'rev5', capability_id: 'AC-02' },
  ],
  [
    'a control of a dated release',
    M365,
    scored('protect', 'partial'),
    {
      type: 'course-of-action',
      name: 'M365 EID-MFA-E3 Multifactor Authentication',
    },
    { framework: 'm365', capability_id: 'EID-MFA-E3' },
  ],
  [
    'a vulnerability',
    KEV,
    mapped('CVE-2021-44228', 'Apache Log4j2 Remote Code Execution'),
    {
      type: 'vulnerability',
      name: 'CVE-2021-44228',
      description: 'Apache Log4j2 Remote Code Execution',
      external_references: [{ source_name: 'cve', external_id: 'CVE-2021-44228' }],
    },
    { framework: 'kev', capability_id: 'CVE-2021-44228' },
  ],
  [
    'an enumeration',
    VERIS,
    mapped(
      'action.hacking.variety.Abuse of functionality',
      'Abuse of functionality.',
      'action.hacking',
    ),
    {
      type: 'attack-pattern',
      name: 'VERIS action.hacking.variety.Abuse of functionality',
      description: 'Abuse of functionality.',
      labels: ['veris', 'group:action.hacking'],
    },
    { capability_id: 'action.hacking.variety.abuse of functionality' },
  ],
])('%s', async (_, setKey, mapping, object, facts) => {
  const [found = {}] = capabilitiesIn(await objectsOf(setOf([mapping], setKey)));
  expect(found).toMatchObject(object);
  expect(factsOf(found)).toMatchObject(facts);
});

test.each([
  ['a CVE id in a framework of controls', key('cyber', 'v1', '14.1'), 'CVE-2021-44228', 'cve'],
  ['an advisory that is no CVE', KEV, 'GHSA-jfh8-c2jp-5v3q', 'kev'],
  [
    'a framework that is called like the registry',
    key('cve', '1', '14.1'),
    'GHSA-jfh8-c2jp-5v3q',
    'cve-mappings',
  ],
  [
    'a framework that is called like ATT&CK',
    key('mitre-attack', 'v1', '14.1'),
    'M1',
    'mitre-attack-mappings',
  ],
])('source name of %s', async (_, setKey, id, source_name) => {
  const [found] = capabilitiesIn(await objectsOf(setOf([mapped(id, 'Name')], setKey)));
  expect(found?.external_references).toEqual([{ source_name, external_id: id }]);
});

test('other names and a published description are the description', async () => {
  const made = setOf(
    [
      mapped('AC-2', 'Account Management'),
      mapped('AC-2', 'Account Management'),
      mapped('AC-02', 'Accounts'),
    ],
    NIST5,
  );
  const [first] = made.set.capabilities;
  const described = withFacts(made, {
    capabilities: first
      ? [{ ...first, description: { text: 'Manage accounts.', source: 'https://example.org' } }]
      : [],
  });
  const [found] = capabilitiesIn(await objectsOf(described));
  expect(found?.name).toBe('NIST 800-53 rev5 AC-02 Account Management');
  expect(found?.description).toBe('Manage accounts.\n\nAlso named: Accounts');
});

test('a capability of several domains is one object: all groups, all names, the earliest date', async () => {
  const groups = (name: string) => [{ id: name, name: `Group ${name}` }];
  const ics = { ...VERIS, domain: 'ics' };
  const sets = [
    setOf([mapped('action.x', 'First', 'g2')], VERIS, { capability_groups: groups('g2') }),
    withFacts(
      setOf([mapped('Action.X', 'Second', 'g1')], ics, { capability_groups: groups('g1') }),
      {
        dates: { created: '2020-01-01', modified: '2024-01-01' },
      },
    ),
  ];
  const forward = await build(sets);
  const backward = await build([...sets].reverse());
  expect(forward.map(({ text }) => text)).toEqual(backward.map(({ text }) => text));
  const [enterprise, other] = forward.map(({ bundle }) => capabilitiesIn(bundle.objects));
  expect(enterprise).toEqual(other);
  expect(enterprise).toMatchObject([
    {
      name: 'VERIS Action.X',
      description: 'First\n\nSecond',
      created: '2020-01-01T00:00:00.000Z',
      labels: ['veris', 'group:g1', 'group:g2'],
    },
  ]);
  expect(factsOf(enterprise?.[0] ?? {}).capability_groups).toEqual([
    { group_id: 'g1', name: 'Group g1' },
    { group_id: 'g2', name: 'Group g2' },
  ]);
});
