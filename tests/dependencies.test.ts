import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Row {
  readonly name: string;
  readonly why: string;
  readonly engines: string;
  readonly version: string;
  readonly released: string;
}

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
}

/** Rows of the table below a heading, as `at run time`. */
function rowsOf(text: string, heading: string): Row[] {
  const [, below = ''] = text.split(new RegExp(`^\\| ${heading} .*\\n`, 'm'));
  const lines = below.split('\n').slice(1);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).map((line) => {
    const [, name = '', why = '', engines = '', last = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    const [version = '', released = ''] = last.split(', ');
    return { name, why, engines, version, released };
  });
}

const versionsOf = (rows: readonly Row[]) =>
  Object.fromEntries(rows.map(({ name, version }) => [name, version]));

const text = read('CONTRIBUTING.md');
const stated = JSON.parse(read('package.json'));

describe.each([
  ['at run time', stated.dependencies],
  ['in development', stated.devDependencies],
])('the dependencies %s', (heading, dependencies: Record<string, string>) => {
  const rows = rowsOf(text, heading);

  it('have a row each in CONTRIBUTING.md, of their version, and no row is of another', () => {
    expect(rows.length).toBeGreaterThan(5);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    expect(versionsOf(rows)).toEqual(dependencies);
  });

  it('have a reason, what they ask of Node, and a day', () => {
    for (const { name, why, engines, released } of rows) {
      expect(why, name).toMatch(/\w{3}/);
      expect(engines, name).toMatch(/^(–|≥ \d+(\.\d+)*)$/);
      expect(released, name).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('are exact versions, and those of the lock file, from the registry and with a hash', () => {
    const { packages } = JSON.parse(read('package-lock.json'));
    for (const [name, version] of Object.entries(dependencies)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(packages[`node_modules/${name}`], name).toMatchObject({ version });
    }
  });
});

it('every package of the lock file comes from the registry, with a hash', () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  const { '': _, ...others } = packages as Record<string, Locked>;
  expect(Object.keys(others).length).toBeGreaterThan(50);
  for (const [path, { resolved, integrity, optional }] of Object.entries(others)) {
    // Without an address it is that of the registry.
    expect(resolved ?? '', path).toMatch(/^(https:\/\/registry\.npmjs\.org\/.*)?$/);
    // What is for another platform was not fetched, and has none.
    if (!optional) expect(integrity, path).toMatch(/^sha512-/);
  }
});

it('a row that is missing, stale or of another version is seen', () => {
  const table =
    '| at run time | why |\n| --- | --- |\n| a | why | – | 1.0.0, 2026-01-01 |\n\n| b | x | – | 2, y |\n';
  expect(versionsOf(rowsOf(table, 'at run time'))).toEqual({ a: '1.0.0' });
  expect(rowsOf(table.replace('| a ', '| c '), 'at run time')).not.toEqual(
    rowsOf(table, 'at run time'),
  );
});
