import { editJson } from '../../formats/json-edits.ts';
import type { Fix } from '../../generated/validation.ts';
import { type PlacedFinding, placesIn } from './place-findings.ts';

/** Kinds of documents that are written by people. The others are made by a build, and would be again. */
const FIXED_KINDS: ReadonlySet<string | undefined> = new Set([
  'unified mappings',
  'Navigator layer',
]);

export interface FixedText {
  readonly text: string;
  readonly fixes: readonly Fix[];
  /** True when the fixes remove something, so that what comes after it moves. */
  readonly isRemoval: boolean;
}

/** True when --fix changes documents of this kind. */
export function isFixed(kind: string | undefined): boolean {
  return FIXED_KINDS.has(kind);
}

/**
 * A text with the edits of findings applied, those of each finding together or not at all. What
 * removes something waits until nothing else can be done: rows may be equal only then, and until
 * then pointers are those of the text as it was.
 */
export function fixText(text: string, findings: readonly PlacedFinding[]): FixedText {
  const fixable = findings.filter(({ edits }) => edits !== undefined && edits.length > 0);
  const changes = apply(
    text,
    fixable.filter((finding) => !isRemoval(finding)),
  );
  if (changes.fixes.length > 0) return { ...changes, isRemoval: false };
  return { ...apply(text, fixable.filter(isRemoval)), isRemoval: true };
}

function isRemoval({ edits = [] }: PlacedFinding): boolean {
  return edits.some(({ values }) => values.length === 0);
}

function apply(text: string, findings: readonly PlacedFinding[]): Omit<FixedText, 'isRemoval'> {
  const result = editJson(
    text,
    findings.map(({ edits = [] }) => edits),
  );
  const done = findings.filter((_, i) => result.applied[i]);
  return {
    text: result.text,
    fixes: done.map(({ finding, edits = [] }) => ({
      rule: finding.rule,
      place: finding.place,
      message: finding.message,
      edits: edits.map(({ pointer, values }) => ({ pointer, values: [...values] })),
    })),
  };
}

/** The same fixes with their places in the text as it was, which people have before them. */
export function placedIn(text: string, fixes: readonly Fix[]): Fix[] {
  const placeOf = placesIn(
    text,
    fixes.map(({ place }) => place.pointer),
  );
  return fixes.map((fix) => ({ ...fix, place: placeOf(fix.place.pointer) }));
}

/** What was done up to a removal: what was done to what is removed is nothing to speak of. */
export function withRemoval(before: readonly Fix[], removal: readonly Fix[]): Fix[] {
  const removed = new Set(removal.flatMap(({ edits = [] }) => edits.map(({ pointer }) => pointer)));
  const isGone = ({ place: { pointer } }: Fix) => {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      if (removed.has(pointer.slice(0, end))) return true;
    }
    return false;
  };
  return [...before.filter((fix) => !isGone(fix)), ...removal];
}
