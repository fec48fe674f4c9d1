import { describe, expect, it } from 'vitest';
import type { Parser, ParserInput } from '../../src/contracts.ts';
import { AttackMappingsError } from '../../src/errors.ts';
import type { ParsedRecord } from '../../src/records.ts';

/** A document that a parser reads. */
export interface Sample {
  readonly good: string | Uint8Array;
  /** True where half a document is a document too, as of lines. */
  readonly halfIsDocument?: boolean;
  /** False for documents that only describe. */
  readonly hasRows?: boolean;
}

/** Of the set that a pipeline would say a document is of. */
const SET = {
  framework: 'acme',
  framework_version: '1',
  attack_version: '16.1',
  domain: 'enterprise',
};

/** What every parser promises, whatever it reads. */
export function describeParser(name: string, parser: Parser, sample: Sample): void {
  const { good, halfIsDocument = false, hasRows = true } = sample;
  describe(`parser ${name}`, () => {
    it('yields records, each with its set and its place, and one header a set at most', async () => {
      const records = await read(parser, good, SET);
      const headers = records.filter(({ kind }) => kind === 'header').map(setOf);
      expect(new Set(headers).size).toBe(headers.length);
      expect(records.some(({ kind }) => kind === 'row')).toBe(hasRows);
      for (const record of records) {
        if (record.kind === 'diagnostic') continue;
        expect(record.set.framework).toBeTruthy();
        expect(Object.keys(record.place).length).toBeGreaterThan(0);
      }
    });

    it('names a place that is really there', async () => {
      const text = Buffer.from(good).toString('utf8');
      const lines = text.split('\n').length;
      for (const record of await read(parser, good)) {
        const place = record.kind === 'diagnostic' ? record.diagnostic.place : record.place;
        if (place.line !== undefined) expect(place.line).toBeLessThanOrEqual(lines);
        if (place.line !== undefined) expect(place.line).toBeGreaterThan(0);
        if (place.row !== undefined) expect(place.row).toBeGreaterThan(0);
        if (!place.pointer) continue;
        expect(at(JSON.parse(text), place.pointer), place.pointer).toBeDefined();
      }
    });

    it('reads the same twice', async () => {
      expect(await read(parser, good)).toEqual(await read(parser, good));
    });

    it.each<[string, string | Uint8Array]>([
      ['nothing', ''],
      ['a web page', '<html></html>'],
      ...(halfIsDocument
        ? []
        : ([['half a document', good.slice(0, good.length / 2)]] as [
            string,
            string | Uint8Array,
          ][])),
      ['bytes of no text', Buffer.from([0x00, 0xff, 0xfe, 0x80, 0x00, 0x0a, 0xc3])],
      ['another document', '{"a":1}'],
      ['a list', '[]'],
      ['null', 'null'],
      ['deep nesting', '['.repeat(200_000)],
    ])('refuses %s with a parse or schema error that names the document', async (_, text) => {
      const error = await read(parser, text).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(AttackMappingsError);
      expect(error).toMatchObject({
        code: expect.stringMatching(/^(parse|schema)$/),
        subject: 'https://example.org/d',
      });
    });
  });
}

function setOf(record: ParsedRecord): string {
  return record.kind === 'diagnostic' ? '' : JSON.stringify(record.set);
}

export async function read(
  parser: Parser,
  document: string | Uint8Array,
  set?: ParserInput['set'],
): Promise<ParsedRecord[]> {
  const input: ParserInput = {
    url: 'https://example.org/d',
    mediaType: '',
    sha256: '0'.repeat(64),
    body: Buffer.from(document),
    ...(set ? { set } : {}),
  };
  const records: ParsedRecord[] = [];
  for await (const record of parser(input)) records.push(record);
  return records;
}

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, part) =>
        (value as Record<string, unknown>)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );
}
