import fc from 'fast-check';
import { documentsFor } from '../documents.ts';
import { JSON_SHAPES } from './json-shapes.ts';
import { mutatedBytes } from './mutate-bytes.ts';
import { mutatedJson } from './mutate-json.ts';
import { TABLE_SHAPES } from './table-shapes.ts';

/** Any bytes, real documents with mistakes in them, and made-up ones of the parser's shape. */
export function anyDocument(parser: string): fc.Arbitrary<Uint8Array> {
  const documents = documentsFor(parser);
  const json = JSON_SHAPES[parser];
  return fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)) },
    { weight: 6, arbitrary: mutatedBytes(documents) },
    ...(isJson(parser) ? [{ weight: 6, arbitrary: mutatedJson(documents) }] : []),
    ...[TABLE_SHAPES[parser], json?.map((value) => Buffer.from(JSON.stringify(value) ?? ''))]
      .filter((arbitrary) => arbitrary !== undefined)
      .map((arbitrary) => ({ weight: 6, arbitrary })),
  );
}

function isJson(parser: string): boolean {
  return documentsFor(parser).every((document) =>
    /^\s*[[{]/.test(Buffer.from(document).toString()),
  );
}
