import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { VERSION } from '../src/version.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Schema {
  readonly properties: {
    readonly schema_version?: { readonly const?: string; readonly description?: string };
  };
}

/** Every schema with the version it asks of its documents. */
const SCHEMAS = readdirSync(join(ROOT, 'schemas')).map((file) => {
  const schema = JSON.parse(read(`schemas/${file}`)) as Schema;
  return { file, stated: schema.properties.schema_version };
});

it('artefacts state the version of package.json', () => {
  expect(VERSION).toBe(JSON.parse(read('package.json')).version);
});

it('the changelog has an entry for this version', () => {
  expect(read('CHANGELOG.md')).toContain(`\n## [${VERSION}]`);
});

it.each(SCHEMAS)('CONTRIBUTING.md has the version of $file', ({ file, stated }) => {
  const [, version] =
    new RegExp(`\\| \`${file}\` +\\| (\\S+) +\\|`).exec(read('CONTRIBUTING.md')) ?? [];
  expect(version).toBe(stated?.const ?? '–');
});

it.each(SCHEMAS.filter(({ stated }) => stated))(
  '$file describes its schema_version',
  ({ stated }) => {
    expect(stated?.const).toMatch(/^\d+\.\d+\.\d+$/);
    expect(stated?.description).toMatch(/[Vv]ersion/);
  },
);
