import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exported } from '../../fuzz/export.ts';
import { anyDocument } from '../../fuzz/inputs/any-document.ts';
import { exportSetOf, type Stated } from '../../fuzz/inputs/any-set.ts';
import { target } from '../../fuzz/target.ts';
import { checkValid } from '../../fuzz/targets/canonical.ts';
import { checkTable } from '../../fuzz/targets/csv.ts';
import { checkHistory } from '../../fuzz/targets/histories.ts';
import { checkDistinct } from '../../fuzz/targets/identifiers.ts';
import { checkOne } from '../../fuzz/targets/layers.ts';
import { checkParser } from '../../fuzz/targets/parsers.ts';
import { checkBundle } from '../../fuzz/targets/stix.ts';
import { tryTarget } from '../../fuzz/try-target.ts';
import type { Parser } from '../../src/contracts.ts';
import { AttackMappingsError, type ErrorCode } from '../../src/errors.ts';
import { csvExporter } from '../../src/exporters/csv/exporter.ts';
import { navigatorExporter } from '../../src/exporters/navigator/exporter.ts';
import { stixExporter } from '../../src/exporters/stix/exporter.ts';
import { parsers } from '../../src/parsers/index.ts';
import type { ParsedRecord } from '../../src/records.ts';

const URL = 'https://example.org/d';
const DOCUMENT = { body: Buffer.from('x'), url: URL, set: undefined };
const STATED: Stated = {
  key: {
    framework: 'm365',
    framework_version: '07.18.2025',
    attack_version: '16.1',
    domain: 'enterprise',
  },
  rows: [{ capability_id: 'A', attack_object_id: 'T1078', mapping_type: 'mitigates' }],
  metadata: {},
  types: {},
  groups: {},
};
const SET = exportSetOf(STATED);

/** A parser that throws. */
const thrower =
  (error: unknown): Parser =>
  () => {
    throw error;
  };
const wrong = (code: ErrorCode, subject = URL) => new AttackMappingsError(code, subject, 'no');
const row = (more: object): ParsedRecord => ({
  ...{ kind: 'row', set: {}, fields: {}, place: { line: 1 } },
  ...more,
});

describe('a parser is found out that', () => {
  it.each<[string, Parser]>([
    ['throws what is not ours', thrower(new TypeError('x of undefined'))],
    ['throws another code', thrower(wrong('fetch'))],
    ['names another document', thrower(wrong('parse', 'another'))],
    ['says no word', thrower(new AttackMappingsError('parse', URL, ' '))],
    ['yields records without end', () => new Array(2000).fill(row({}))],
    ['yields a record without a place', () => [row({ place: {} })]],
    ['counts lines from 0', () => [row({ place: { line: 0 } })]],
    ['lets half of a pair through', () => [row({ fields: { comments: '\ud800' } })]],
  ])('%s', async (_, parser) => {
    await expect(checkParser(parser, 'broken', DOCUMENT)).rejects.toThrow();
  });
});

it('a parser that refuses as it should is left alone', async () => {
  expect(await checkParser(thrower(wrong('schema')), 'good', DOCUMENT)).toBe('refused');
});

it.each([...parsers])(
  'documents for %s are read often enough, and refused too',
  async (name, load) => {
    const parser = await load();
    const verdicts: string[] = [];
    for (const body of fc.sample(anyDocument(name), { seed: 1, numRuns: 60 }))
      verdicts.push(await checkParser(parser, name, { ...DOCUMENT, body }));
    expect(new Set(verdicts)).toEqual(new Set(['records', 'refused']));
  },
);

describe('an artefact is found out:', () => {
  it('a bundle', async () => {
    const [text = ''] = (await exported(stixExporter, [SET])).values();
    const bundle = JSON.parse(text);
    expect(() => checkBundle(bundle)).not.toThrow();
    expect(() => checkBundle({ ...bundle, id: 'bundle--1' })).toThrow();
    expect(() => checkBundle({ ...bundle, objects: bundle.objects.slice(1) })).toThrow();
  });

  it('a layer', async () => {
    const [text = ''] = (await exported(navigatorExporter, [SET])).values();
    const layer = JSON.parse(text);
    expect(() => checkOne(layer, SET.attack.index)).not.toThrow();
    expect(() => checkOne({ ...layer, domain: 'x' }, SET.attack.index)).toThrow();
    expect(() => checkOne({ ...layer, name: 'a/b' }, SET.attack.index)).toThrow();
  });

  it('a table', async () => {
    const [text = ''] = (await exported(csvExporter, [SET])).values();
    const { mappings } = SET.set;
    expect(() => checkTable(text, mappings)).not.toThrow();
    expect(() => checkTable(text.replace('T1078', 'T1079'), mappings)).toThrow(/attack_object_id/);
    expect(() => checkTable(text, [])).toThrow(/1 of 0 rows/);
    expect(() => checkTable(text.replace('T1078', '=1'))).toThrow(/formula/);
  });

  it('a set', () => {
    expect(() => checkValid({ ...SET.set, mappings: [{}] })).toThrow();
  });
});

it('one identifier for two keys is found out', () => {
  const first = (text: string) => text.slice(0, 1);
  expect(() => checkDistinct(['ab', 'ac'], (text) => text, first)).toThrow(/a is that of ab and/);
  expect(() => checkDistinct(['ab', 'ab'], (text) => text, first)).not.toThrow();
});

it('rows that go and come back keep the rules of versions', async () => {
  await expect(
    checkHistory([[STATED], [{ ...STATED, rows: [] }], [STATED]]),
  ).resolves.toBeUndefined();
});

it('a failure is shrunken, and its seed and path lead to it again', async () => {
  const small = target<readonly number[]>({
    name: 'made/up',
    short: 1,
    input: fc.array(fc.nat()),
    check: (list) => {
      if (list.some((number) => number > 5)) throw new Error('above 5');
    },
  });
  const { failure, tried } = await tryTarget(small, { seed: 3, runs: 500 });
  expect(tried).toBeGreaterThan(0);
  expect(failure).toMatchObject({ target: 'made/up', seed: 3, input: '[6]\n' });
  expect(failure?.message).toMatch(/above 5/);
  const again = await fc.check(
    small.property(() => undefined),
    { seed: 3, path: failure?.path ?? '' },
  );
  expect(again.counterexample).toEqual([[6]]);
});
