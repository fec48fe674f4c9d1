import { type JsonPlace, jsonPlaces } from '../../formats/json-places.ts';
import { TextLines } from '../../formats/text-lines.ts';
import type { Finding, FoundAt } from '../../generated/validation.ts';
import { compareText } from '../../model/compare.ts';
import { hashOf } from '../../model/hash-of.ts';
import type { FileFinding } from '../../report/checked-file.ts';
import { codeFrame } from '../../report/code-frame.ts';
import type { DocumentFinding } from './document.ts';

export interface PlacedFinding extends Pick<FileFinding, 'finding' | 'frame'> {
  readonly edits: DocumentFinding['edits'];
}

export interface PlaceOptions {
  /** Findings of each rule that get their source lines. */
  readonly frames: number;
  /** True when the document is one that --fix changes. */
  readonly isFixed: boolean;
}

/**
 * Findings with line and column, a fingerprint that survives a moved row, and the source lines of
 * the first of each rule, in the order of the file.
 */
export function placeFindings(
  text: string,
  findings: readonly DocumentFinding[],
  { frames, isFixed }: PlaceOptions,
): PlacedFinding[] {
  if (findings.length === 0) return [];
  const pointers = findings.flatMap(({ place, related = [] }) =>
    [place, ...related].map(pointerOf),
  );
  const places = jsonPlaces(text, pointers);
  const lines = new TextLines(text);
  const foundAt = (pointer: string): FoundAt => at(lines, pointer, places.get(pointer));
  const placed = findings.map((finding) => {
    const pointer = pointerOf(finding.place);
    const start = finding.offset ?? places.get(pointer)?.start ?? 0;
    const place =
      finding.offset === undefined ? foundAt(pointer) : { pointer, ...lines.at(finding.offset) };
    return { finding, start, place };
  });
  placed.sort((a, b) => a.start - b.start || compareText(a.finding.rule, b.finding.rule));
  const fingerprint = fingerprints();
  const framed = new Map<string, number>();
  return placed.map(({ finding, place }) => {
    const count = (framed.get(finding.rule) ?? 0) + 1;
    framed.set(finding.rule, count);
    return {
      finding: {
        ...reported(finding, place, foundAt),
        ...(isFixed && finding.edits?.length ? { fixable: true } : {}),
        fingerprint: fingerprint(finding),
      },
      frame: count <= frames ? codeFrame(lines, place) : [],
      edits: finding.edits,
    };
  });
}

/** Where values of a text stand, by their pointers. */
export function placesIn(text: string, pointers: readonly string[]): (pointer: string) => FoundAt {
  const places = jsonPlaces(text, pointers);
  const lines = new TextLines(text);
  return (pointer) => at(lines, pointer, places.get(pointer));
}

function pointerOf({ pointer = '' }: DocumentFinding['place']): string {
  return pointer;
}

/** What is missing is marked at its nearest ancestor, without an end: that would be the whole of it. */
function at(lines: TextLines, pointer: string, place: JsonPlace | undefined): FoundAt {
  if (place === undefined || place.end === place.start) return { pointer, line: 1, column: 1 };
  const start = { pointer, ...lines.at(place.start) };
  return place.pointer === pointer ? { ...start, end: lines.at(place.end) } : start;
}

function reported(
  { severity, rule, message, found, expected, suggestion, related }: DocumentFinding,
  place: FoundAt,
  foundAt: (pointer: string) => FoundAt,
): Omit<Finding, 'fingerprint'> {
  return {
    severity,
    rule,
    place,
    message,
    ...(found === undefined ? {} : { found }),
    ...(expected === undefined ? {} : { expected }),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(related?.length ? { related: related.map((other) => foundAt(pointerOf(other))) } : {}),
  };
}

/** Stands for what a finding says, and for its number among those that say the same: no place is in it. */
function fingerprints(): (finding: DocumentFinding) => string {
  const seen = new Map<string, number>();
  return ({ rule, found = null, expected = null, message }) => {
    const words = hashOf([rule, found, expected, message]);
    const ordinal = seen.get(words) ?? 0;
    seen.set(words, ordinal + 1);
    return hashOf([words, ordinal]).slice(0, 16);
  };
}
