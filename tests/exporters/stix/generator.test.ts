import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  EXTENSION_DEFINITION,
  GENERATOR_IDENTITY,
  TLP_CLEAR,
} from '../../../src/exporters/stix/generator.ts';
import { ofType } from '../../support/stix-rules/types.ts';
import { checkBuild } from '../../support/stix-rules.ts';
import { build, M365, objectsOf, row, scored, setOf, withFacts } from './sets.ts';

test('a change of a constant object needs a later modified', () => {
  const { schema, modified, version } = EXTENSION_DEFINITION;
  const digest = createHash('sha256').update(String(schema)).digest('hex').slice(0, 16);
  // When this fails: raise the version and EXTENSION_MODIFIED in generator.ts, then this line.
  expect([digest, version, modified]).toEqual([
    '4a47d0bd6100a548',
    '1.0.0',
    '2026-01-27T00:00:00.000Z',
  ]);
  expect(GENERATOR_IDENTITY.modified).toBe('2026-01-27T00:00:00.000Z');
});

const organizationsIn = (objects: Awaited<ReturnType<typeof objectsOf>>) =>
  ofType(objects, 'identity').filter(({ identity_class }) => identity_class === 'organization');

test('the generator made everything; the report refers to the organisation', async () => {
  const objects = await objectsOf(setOf([scored('protect', 'partial')]));
  const made = objects.filter(({ id }) => id !== GENERATOR_IDENTITY.id && id !== TLP_CLEAR.id);
  expect(new Set(made.map(({ created_by_ref }) => created_by_ref))).toEqual(
    new Set([GENERATOR_IDENTITY.id]),
  );
  const [organization, ...others] = organizationsIn(objects);
  expect(organization?.name).toBe('Example Organisation');
  expect(others).toEqual([]);
  const [report] = ofType(objects, 'report');
  expect(report?.object_refs).toContain(organization?.id);
});

test('another organisation changes its identity and the report, and nothing else', async () => {
  const set = setOf([
    scored('protect', 'partial'),
    row({ capability_id: 'PUR-X', status: 'non_mappable' }),
  ]);
  const linesOf = async (organization?: string) => {
    const metadata = organization === undefined ? {} : { organization };
    const objects = await objectsOf(withFacts(set, { metadata }));
    return new Map(objects.map((object) => [JSON.stringify(object), object.type]));
  };
  const one = await linesOf('One');
  for (const other of [await linesOf('Other'), await linesOf()]) {
    const changed = [...one].filter(([line]) => !other.has(line)).map(([, type]) => type);
    expect(changed).toEqual(['identity', 'report']);
  }
});

test('each set of a family has its own organisation, not the first one stated', async () => {
  const stating = (domain: string, organization?: string) =>
    withFacts(setOf([scored('protect', 'partial')], { ...M365, domain }), {
      metadata: organization === undefined ? {} : { organization },
    });
  const built = await build([
    stating('enterprise', 'One'),
    stating('ics', 'Two'),
    stating('mobile'),
  ]);
  const names = built.map(({ bundle }) => organizationsIn(bundle.objects).map(({ name }) => name));
  expect(names).toEqual([['One'], ['Two'], []]);
  expect(checkBuild(built.map(({ bundle }) => bundle))).toEqual([]);
});

test('another attribution is another marking, since markings have no versions', async () => {
  const set = setOf([scored('protect', 'partial')]);
  const markingOf = async (attribution: string[]) =>
    ofType(await objectsOf(withFacts(set, { attribution })), 'marking-definition').find(
      ({ definition_type }) => definition_type === 'statement',
    );
  const [one, two] = [await markingOf(['A, Apache-2.0', 'B']), await markingOf(['A, Apache-2.0'])];
  expect(one?.definition).toEqual({ statement: 'A, Apache-2.0\nB' });
  expect(one?.id).not.toBe(two?.id);
});

test('an option that is no choice is refused by name', async () => {
  await expect(build([setOf([])], { detect: 'sees' })).rejects.toMatchObject({
    code: 'config',
    message: expect.stringContaining('related-to, detects'),
  });
});

test.each(['', 'Sample', 'a b', 'x'.repeat(41), 'a\n', 7, null])(
  'the realm %j is refused by name',
  async (realm) => {
    await expect(build([setOf([])], { realm })).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(
        'the option realm of the stix exporter is 1 to 40 characters',
      ),
    });
  },
);
