import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { EXTENSION_DEFINITION, GENERATOR_IDENTITY } from '../../../src/exporters/stix/generator.ts';
import { ofType } from '../../support/stix-rules/types.ts';
import { build, objectsOf, scored, setOf, withFacts } from './sets.ts';

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

test('the organisation speaks where one is stated, else the generator', async () => {
  const stated = setOf([scored('protect', 'partial')]);
  const silent = withFacts(stated, { metadata: {} });
  const [organization] = ofType(await objectsOf(stated), 'identity').filter(
    ({ identity_class }) => identity_class === 'organization',
  );
  expect(organization).toMatchObject({
    name: 'Example Organisation',
    created_by_ref: GENERATOR_IDENTITY.id,
  });
  const speakers = async (set: typeof stated) =>
    new Set(
      ofType(await objectsOf(set), 'course-of-action', 'relationship', 'report').map(
        (o) => o.created_by_ref,
      ),
    );
  expect(await speakers(stated)).toEqual(new Set([organization?.id]));
  expect(await speakers(silent)).toEqual(new Set([GENERATOR_IDENTITY.id]));
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
