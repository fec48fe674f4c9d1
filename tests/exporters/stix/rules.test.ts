import { describe, expect, test } from 'vitest';
import { EXTENSION_DEFINITION, TLP_CLEAR } from '../../../src/exporters/stix/generator.ts';
import { checkBuild, checkRules, ruleContext, stixRules } from '../../support/stix-rules.ts';
import { attackIdsOf, attackObjects, attackRef, build, SAMPLES } from './sets.ts';

// biome-ignore lint/suspicious/noExplicitAny: a bundle to be broken has no type.
type Open = any;
type Break = (bundle: Open, find: (type: string) => Open) => void;

const first = (object: Open) => Object.values(object.extensions)[0] as Open;
const organization = ({ objects }: Open) =>
  objects.find((object: Open) => object.identity_class === 'organization');
const facts = (object: Open) => object.extensions[EXTENSION_DEFINITION.id];

/** For each rule a sample, and what breaks the rule in it. */
const BREAKS: Readonly<Record<string, [sample: string, breach: Break]>> = {
  'bundle-members': ['nist', (bundle) => Object.assign(bundle, { spec_version: '2.1' })],
  'bundle-id-from-content': ['nist', (_, find) => Object.assign(find('report'), { name: 'Other' })],
  'objects-ordered': ['nist', (bundle) => bundle.objects.reverse()],
  'ids-unique': ['nist', (bundle) => bundle.objects.push(bundle.objects[0])],
  'references-resolve': ['nist', (bundle) => bundle.objects.splice(3, 1)],
  'nothing-empty': ['nist', (_, find) => Object.assign(find('relationship'), { description: '' })],
  'attack-objects-whole': [
    'nist',
    (bundle) => bundle.objects.push({ type: 'attack-pattern', id: attackRef('T1003') }),
  ],
  'ids-are-uuid5': [
    'nist',
    (_, find) => Object.assign(find('report'), { id: `report--${crypto.randomUUID()}` }),
  ],
  'capability-keys': [
    'nist',
    (_, find) => Object.assign(facts(find('course-of-action')), { edition: 'rev4' }),
  ],
  'relationship-keys': [
    'filtered',
    (_, find) => Object.assign(find('relationship'), { target_ref: attackRef('T1') }),
  ],
  'report-key': ['nist', (_, find) => Object.assign(facts(find('report')), { domain: 'ics' })],
  'note-keys': ['m365', (_, find) => Object.assign(facts(find('report')), { domain: 'ics' })],
  'types-importers-take': [
    'nist',
    (_, find) => Object.assign(find('course-of-action'), { type: 'infrastructure' }),
  ],
  'spec-version': ['nist', (_, find) => Object.assign(find('note'), { spec_version: '2.0' })],
  'no-custom-properties': ['nist', (_, find) => Object.assign(find('note'), { x_score: 1 })],
  times: ['nist', (_, find) => Object.assign(find('note'), { modified: '2024-01-01T00:00:00Z' })],
  'vulnerabilities-as-cve': ['kev', (_, find) => delete find('vulnerability').external_references],
  'enumerations-labelled': [
    'veris',
    (_, find) => Object.assign(find('attack-pattern'), { labels: ['group:action'] }),
  ],
  'names-carry-framework-and-edition': [
    'nist',
    (_, find) => Object.assign(find('course-of-action'), { name: 'NIST 800-53 AC-02' }),
  ],
  'names-unique': [
    'nist',
    ({ objects }) => {
      for (const object of objects) if (object.type === 'course-of-action') object.name = 'AC';
    },
  ],
  'source-names-our-own': [
    'nist',
    (_, find) =>
      Object.assign(find('course-of-action'), {
        external_references: [{ source_name: 'mitre-attack', external_id: 'T1' }],
      }),
  ],
  'labels-and-references-once': [
    'm365',
    (_, find) => find('relationship').labels.push(find('relationship').labels[0]),
  ],
  'groups-as-labels': [
    'veris',
    (_, find) => Object.assign(find('attack-pattern'), { labels: ['veris'] }),
  ],
  authorship: [
    'nist',
    (_, find) => Object.assign(find('relationship'), { object_marking_refs: [TLP_CLEAR.id] }),
  ],
  'tlp-clear-as-published': [
    'nist',
    ({ objects }) => {
      for (const object of objects) if (object.id === TLP_CLEAR.id) first(object).tlp_2_0 = 'green';
    },
  ],
  'relationship-pairs': [
    'kev',
    (_, find) => Object.assign(find('relationship'), { relationship_type: 'mitigates' }),
  ],
  'one-relationship-per-ends': [
    'nist',
    (bundle, find) => bundle.objects.push({ ...find('relationship'), id: 'relationship--1' }),
  ],
  'one-end-is-attack': [
    'nist',
    (_, find) => {
      const relationship = find('relationship');
      const { source_ref, target_ref } = relationship;
      Object.assign(relationship, { source_ref: target_ref, target_ref: source_ref });
    },
  ],
  'assessments-collapsed': [
    'nist',
    (_, find) => facts(find('relationship')).assessments.push({ mapping_type: 'mitigates' }),
  ],
  'scores-as-labels': ['filtered', (_, find) => delete find('relationship').labels],
  'types-as-labels': [
    'kev',
    ({ objects }) => {
      for (const object of objects) delete object.labels;
    },
  ],
  'comments-in-description': [
    'm365',
    ({ objects }) => {
      for (const object of objects) delete object.description;
    },
  ],
  'references-as-external': [
    'm365',
    ({ objects }) => {
      for (const object of objects) delete object.external_references;
    },
  ],
  'extension-definition': [
    'nist',
    (_, find) => Object.assign(find('extension-definition'), { version: '1' }),
  ],
  'extension-valid': [
    'nist',
    (_, find) => Object.assign(facts(find('relationship')), { technique_name: 'x' }),
  ],
  'extension-names': [
    'nist',
    (_, find) => Object.assign(facts(find('relationship')), { set_ref: 'x' }),
  ],
  'releases-only-in-report': [
    'nist',
    (_, find) => Object.assign(facts(find('relationship')), { attack_version: '14.1' }),
  ],
  'one-report-of-everything': ['nist', (_, find) => find('report').object_refs.pop()],
  'no-capability-left-alone': [
    'm365',
    ({ objects }) => {
      for (const object of objects) if (object.type === 'note') object.object_refs = [];
    },
  ],
};

const sample = async (name: string, options: Readonly<Record<string, unknown>> = {}) => {
  const set = SAMPLES[name];
  if (set === undefined) throw new Error(`no sample ${name}`);
  const [built] = await build([set], options);
  if (built === undefined) throw new Error(`no bundle of ${name}`);
  return { bundle: built.bundle, attackIds: attackIdsOf([set]) };
};

test('every rule has a breach', () => {
  expect(Object.keys(BREAKS).sort()).toEqual(stixRules.map(({ name }) => name).sort());
});

describe.each(stixRules)('$name', ({ name, check }) => {
  test.each(Object.keys(SAMPLES))('is kept by %s', async (of) => {
    const { bundle, attackIds } = await sample(of);
    expect(check(ruleContext(bundle, attackIds))).toEqual([]);
  });

  test.each(Object.keys(SAMPLES))('is kept by %s in a realm', async (of) => {
    const { bundle, attackIds } = await sample(of, { realm: 'sample' });
    expect(check(ruleContext(bundle, attackIds, 'sample'))).toEqual([]);
  });

  test('is seen when broken', async () => {
    const [of, breach] = BREAKS[name] ?? ['', () => undefined];
    const { bundle, attackIds } = await sample(of);
    const broken: Open = structuredClone(bundle);
    breach(broken, (type) => broken.objects.find((object: Open) => object.type === type));
    expect(check(ruleContext(broken, attackIds))).not.toEqual([]);
  });
});

test('key rules tell a bundle of a realm from one of none', async () => {
  const { bundle, attackIds } = await sample('m365', { realm: 'sample' });
  expect(checkRules(bundle, attackIds, [], 'sample')).toEqual([]);
  const broken = checkRules(bundle, attackIds).map((breach) => breach.split(':')[0]);
  expect([...new Set(broken)]).toEqual([
    'capability-keys',
    'relationship-keys',
    'report-key',
    'note-keys',
  ]);
  const real = await sample('m365');
  expect(checkRules(real.bundle, attackIds, [], 'sample')).not.toEqual([]);
});

test.each([
  [
    'an organisation that made an object',
    (bundle: Open, find: (type: string) => Open) => {
      const { id } = organization(bundle);
      Object.assign(find('relationship'), { created_by_ref: id });
    },
    /^authorship: relationship--/,
  ],
  [
    'an organisation that the report leaves out',
    (bundle: Open, find: (type: string) => Open) => {
      const report = find('report');
      const { id } = organization(bundle);
      report.object_refs = report.object_refs.filter((ref: string) => ref !== id);
    },
    /^one-report-of-everything: the report does not refer to identity--/,
  ],
])('%s is seen', async (_, breach, message) => {
  const { bundle, attackIds } = await sample('nist');
  const broken: Open = structuredClone(bundle);
  breach(broken, (type) => broken.objects.find((object: Open) => object.type === type));
  const breaches = checkRules(broken, attackIds, ['bundle-id-from-content']);
  expect(breaches).toEqual([expect.stringMatching(message)]);
});

test('all rules at once, with the ATT&CK objects in the bundle', async () => {
  const { m365 } = SAMPLES;
  if (m365 === undefined) throw new Error('no sample');
  const objects = attackObjects(['T1621', 'T1003', 'T0002']);
  const attack = { ...m365.attack, objects: async () => objects };
  const [built] = await build([{ ...m365, attack }], { attackObjects: 'full' });
  expect(built && checkRules(built.bundle, attackIdsOf([m365]))).toEqual([]);
});

test('an id with two contents in one build is seen', async () => {
  const { bundle } = await sample('nist');
  const other: Open = structuredClone(bundle);
  other.objects.at(-1).name = 'Other';
  expect(checkBuild([bundle, bundle])).toEqual([]);
  expect(checkBuild([bundle, other])).toEqual([other.objects.at(-1).id]);
});
