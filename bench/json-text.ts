import { JsonStreamStringify } from 'json-stream-stringify';
import { lineJson, prettyJson } from '../src/formats/json-text.ts';

/** A way of making JSON text: yields chunks. */
type Writer = (
  document: Readonly<Record<string, unknown>>,
) => Iterable<string> | AsyncIterable<string>;

/** The ways that are compared. The first of each kind of text is what the others are measured by. */
const WRITERS: Readonly<Record<string, { readonly kind: 'compact' | 'indented'; write: Writer }>> =
  {
    'JSON.stringify': { kind: 'compact', write: (document) => [JSON.stringify(document)] },
    'member-wise (lineJson)': { kind: 'compact', write: lineJson },
    'json-stream-stringify, 64 kB': { kind: 'compact', write: streamed(65_536) },
    'json-stream-stringify, 4 kB': { kind: 'compact', write: streamed(4096) },
    'JSON.stringify, indented': {
      kind: 'indented',
      write: (document) => [JSON.stringify(document, undefined, 2)],
    },
    'json-stream-stringify, indented (prettyJson)': { kind: 'indented', write: prettyJson },
  };

/** Runs before the first that counts: the optimising compiler has seen the code by then. */
const WARM_UPS = 3;

export interface JsonTiming {
  readonly writer: string;
  readonly kind: 'compact' | 'indented';
  /** Seconds of each run, warm. */
  readonly seconds: number[];
  /** Seconds of the very first run. */
  readonly first: number;
  readonly characters: number;
}

/** Times every way of making the text of one document, interleaved. */
export async function timeJson(
  document: Readonly<Record<string, unknown>>,
  runs: number,
  signal: AbortSignal,
): Promise<JsonTiming[]> {
  const all: { -readonly [Member in keyof JsonTiming]: JsonTiming[Member] }[] = [];
  for (let run = 0; run < WARM_UPS + runs; run += 1) {
    for (const [i, [writer, { kind, write }]] of Object.entries(WRITERS).entries()) {
      signal.throwIfAborted();
      const start = performance.now();
      let characters = 0;
      for await (const chunk of write(document)) characters += chunk.length;
      const seconds = (performance.now() - start) / 1000;
      all[i] ??= { writer, kind, seconds: [], first: seconds, characters };
      if (run >= WARM_UPS) all[i].seconds.push(seconds);
    }
  }
  return all;
}

function streamed(chunk: number): Writer {
  return (document) =>
    new JsonStreamStringify(document, undefined, undefined, false, chunk).setEncoding('utf8');
}
