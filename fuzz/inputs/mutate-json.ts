import fc from 'fast-check';
import { anyJson } from './any-json.ts';

/** Where a value stands: the members that lead to it. */
type Path = readonly string[];

/** A document with some of its values replaced, anywhere in it. */
export function mutatedJson(documents: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const texts = documents.map((document) => Buffer.from(document).toString('utf8'));
  const places = new Map(texts.map((text) => [text, [...paths(JSON.parse(text))]]));
  const edits = fc.array(fc.tuple(fc.nat(), anyJson), { minLength: 1, maxLength: 4 });
  return fc.tuple(fc.constantFrom(...texts), edits).map(([text, changes]) => {
    const known = places.get(text) ?? [];
    const changed = changes.reduce<unknown>(
      (value, [nth, replacement]) => replaced(value, known[nth % known.length] ?? [], replacement),
      JSON.parse(text),
    );
    return Buffer.from(JSON.stringify(changed));
  });
}

function* paths(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (value === null || typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value)) yield* paths(member, [...path, name]);
}

/** A place that an earlier edit took away stays away. */
function replaced(value: unknown, [name, ...rest]: Path, replacement: unknown): unknown {
  if (name === undefined) return replacement;
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return value;
  const member = replaced((value as Record<string, unknown>)[name], rest, replacement);
  if (Array.isArray(value)) return value.with(Number(name), member);
  return Object.fromEntries(
    Object.entries(value).map(([key, old]) => [key, key === name ? member : old]),
  );
}
