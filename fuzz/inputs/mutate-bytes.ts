import fc from 'fast-check';

/** What is done to bytes, at a place given as a share of their length. */
type Edit = (bytes: Buffer) => Buffer;

/** Longer documents say nothing new and take their time. */
const LONGEST = 200_000;

/** What means something in one format or another. */
const TOKENS = [
  ...['"', "'", '{', '}', '[', ']', ',', ':', '\\', '\\ud800', 'null', '1e999', '-0', '__proto__'],
  ...['<', '>', '</table>', '<td>', '<script>', '<!--', ']]>', '&#0;', '&', '*a', '&a ', '<<: *a'],
  ...['!!binary ', '? ', '- ', '|', '>-', '#', '\t', '\r', '\n', '\r\n', '\0', '\u2028', '\ufeff'],
  ...['=cmd()', 'T1078', 'T1078.001', 'AC-2', 'https://e.org/', ';', '""', 'constructor'],
];

const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (bytes: Buffer, share: number) => Math.floor(share * bytes.length);

const flip = fc.tuple(place, fc.nat(7)).map(
  ([share, bit]): Edit =>
    (bytes) => {
      const changed = Buffer.from(bytes);
      const i = Math.min(at(bytes, share), bytes.length - 1);
      if (bytes.length > 0) changed[i] = (bytes[i] ?? 0) ^ (1 << bit);
      return changed;
    },
);
const cut = fc.tuple(place, place).map(
  ([one, other]): Edit =>
    (bytes) => {
      const [from, to] = span(bytes, one, other);
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    },
);
const double = fc.tuple(place, place, fc.nat(3)).map(
  ([one, other, times]): Edit =>
    (bytes) => {
      const [from, to] = span(bytes, one, other);
      const piece = bytes.subarray(from, to);
      return Buffer.concat([
        bytes.subarray(0, to),
        ...Array.from({ length: times + 1 }, () => piece),
        bytes.subarray(to),
      ]);
    },
);
const insert = fc
  .tuple(
    place,
    fc.oneof(
      fc.constantFrom(...TOKENS).map((text) => Buffer.from(text)),
      fc.uint8Array(),
    ),
    fc.constantFrom(1, 1, 1, 2, 300),
  )
  .map(
    ([share, piece, times]): Edit =>
      (bytes) => {
        const i = at(bytes, share);
        const pieces = Array.from({ length: times }, () => piece);
        return Buffer.concat([bytes.subarray(0, i), ...pieces, bytes.subarray(i)]);
      },
  );

/** The begin of one document and the end of another. */
function splice(documents: readonly Uint8Array[]): fc.Arbitrary<Edit> {
  return fc.tuple(fc.constantFrom(...documents), place, place).map(
    ([other, left, right]): Edit =>
      (bytes) => {
        const end = Buffer.from(other);
        return Buffer.concat([bytes.subarray(0, at(bytes, left)), end.subarray(at(end, right))]);
      },
  );
}

function span(bytes: Buffer, one: number, other: number): [number, number] {
  return [at(bytes, Math.min(one, other)), at(bytes, Math.max(one, other))];
}

/** Documents with bits flipped, pieces cut, doubled and put in, joined with one another. */
export function mutatedBytes(documents: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const edit = fc.oneof(flip, cut, double, insert, splice(documents));
  return fc
    .tuple(fc.constantFrom(...documents), fc.array(edit, { minLength: 1, maxLength: 5 }))
    .map(([document, edits]) => {
      let bytes: Buffer = Buffer.from(document);
      for (const change of edits) bytes = change(bytes);
      return bytes.subarray(0, LONGEST);
    });
}
