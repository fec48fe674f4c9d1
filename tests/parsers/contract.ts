import { describe, expect, it } from 'vitest';
import type { ParsedRecord, Parser, ParserInput } from '../../src/contracts.ts';
import { AttackMappingsError } from '../../src/errors.ts';

/** What every parser promises, whatever it reads. `good` is a document with at least one row. */
export function describeParser(name: string, parser: Parser, good: string): void {
  describe(`parser ${name}`, () => {
    it('yields one header, then rows, each with its set and its place', async () => {
      const records = await read(parser, good);
      expect(records.filter(({ kind }) => kind === 'header')).toHaveLength(1);
      expect(records.filter(({ kind }) => kind === 'row').length).toBeGreaterThan(0);
      for (const record of records) {
        if (record.kind === 'diagnostic') continue;
        expect(record.set.framework).toBeTruthy();
        expect(Object.keys(record.place).length).toBeGreaterThan(0);
      }
    });

    it('names a place that is really there', async () => {
      const document = JSON.parse(good);
      for (const record of await read(parser, good)) {
        if (record.kind === 'diagnostic' || record.place.pointer === undefined) continue;
        expect(at(document, record.place.pointer), record.place.pointer).toBeDefined();
      }
    });

    it('reads the same twice', async () => {
      expect(await read(parser, good)).toEqual(await read(parser, good));
    });

    it.each([
      ['nothing', ''],
      ['a web page', '<html></html>'],
      ['half a document', good.slice(0, good.length / 2)],
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

export async function read(parser: Parser, text: string): Promise<ParsedRecord[]> {
  const input: ParserInput = {
    url: 'https://example.org/d',
    mediaType: 'application/json',
    sha256: '0'.repeat(64),
    body: Buffer.from(text),
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
