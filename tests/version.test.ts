import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { VERSION } from '../src/version.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface StatedVersion {
  readonly const?: string;
  /** Versions that can be read; the last one is written. */
  readonly enum?: readonly string[];
  readonly description?: string;
}

interface Schema {
  readonly properties: {
    readonly schema_version?: StatedVersion;
  };
}

/** Every schema with the version it asks of its documents. */
const SCHEMAS = readdirSync(join(ROOT, 'schemas')).map((file) => {
  const schema = JSON.parse(read(`schemas/${file}`)) as Schema;
  return { file, stated: schema.properties.schema_version };
});

const versionOf = (stated?: StatedVersion) => stated?.const ?? stated?.enum?.at(-1);

it('artefacts state the version of package.json', () => {
  expect(VERSION).toBe(JSON.parse(read('package.json')).version);
});

it('the changelog has an entry for this version', () => {
  expect(read('CHANGELOG.md')).toContain(`\n## [${VERSION}]`);
});

it.each(SCHEMAS)('CONTRIBUTING.md has the version of $file', ({ file, stated }) => {
  const [, version] =
    new RegExp(`\\| \`${file}\` +\\| (\\S+) +\\|`).exec(read('CONTRIBUTING.md')) ?? [];
  expect(version).toBe(versionOf(stated) ?? '–');
});

it.each(SCHEMAS.filter(({ stated }) => stated))(
  '$file describes its schema_version',
  ({ stated }) => {
    expect(versionOf(stated)).toMatch(/^\d+\.\d+\.\d+$/);
    expect(stated?.description).toMatch(/[Vv]ersion/);
  },
);
