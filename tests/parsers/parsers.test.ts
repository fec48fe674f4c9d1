import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { artifactText, exportSets } from '../../src/commands/export-sets.ts';
import { parsers } from '../../src/parsers/index.ts';
import { mappingSet } from '../../src/parsers/mapping-set.ts';
import { pageText } from '../../src/parsers/page-text/parser.ts';
import { sitePage } from '../../src/parsers/site/site-page.ts';
import { unifiedJson } from '../../src/parsers/unified-json.ts';
import { sampleText } from '../support/sample-server.ts';
import { variedSet } from '../support/varied-set.ts';
import { describeParser, read } from './contract.ts';
import { fixture } from './fixture.ts';

const unified = await sampleText(
  'mappings/m365/attack-14.1/m365-12.11.2023/enterprise/m365-12.11.2023_attack-14.1-enterprise.json',
);
const [canonical] = exportSets([variedSet()], 'json').artifacts;

describeParser('unified-json', unifiedJson, { good: unified });
describeParser('mapping-set', mappingSet, {
  good: canonical ? await artifactText(canonical) : '',
});

describeParser('site-page', sitePage, { good: fixture('site/version.html'), halfIsDocument: true });
describeParser('page-text', pageText, {
  good: fixture('page-text/older.txt'),
  halfIsDocument: true,
});

it('every parser runs the contract', () => {
  const folder = import.meta.dirname;
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('');
  for (const name of parsers.keys()) expect(tests).toContain(`describeParser('${name}', `);
});

it.each([...parsers])('%s is loaded by its name', async (_, load) => {
  expect(await load()).toBeInstanceOf(Function);
});

it('unified-json keeps every field as it is, and reports members it has no place for', async () => {
  const document = {
    extra: true,
    metadata: {
      mapping_framework: 'acme',
      mapping_framework_version: '1',
      attack_version: '16.1',
      technology_domain: 'enterprise',
      capability_groups: { 'a/b': 'A' },
      own: 1,
    },
    mapping_objects: [
      {
        capability_id: 'X ',
        attack_object_id: 'T1',
        mapping_type: null,
        status: 'complete',
        own: { deep: [1] },
      },
    ],
  };
  const records = await read(unifiedJson, JSON.stringify(document));
  expect(records).toMatchObject([
    { kind: 'diagnostic', diagnostic: { rule: 'unknown-member', place: { pointer: '/extra' } } },
    { kind: 'header', metadata: { own: 1 } },
    { kind: 'group', id: 'a/b', name: 'A', place: { pointer: '/metadata/capability_groups/a~1b' } },
    { kind: 'row', fields: document.mapping_objects[0], place: { pointer: '/mapping_objects/0' } },
  ]);
});
