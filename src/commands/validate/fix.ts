import { editJson } from '../../formats/json-edits.ts';
import type { Fix } from '../../generated/validation.ts';
import type { PlacedFinding } from './place-findings.ts';

/** Kinds of documents that are written by people. The others are made by a build, and would be again. */
const FIXED_KINDS: ReadonlySet<string | undefined> = new Set([
  'unified mappings',
  'Navigator layer',
]);

export interface FixedText {
  readonly text: string;
  readonly fixes: readonly Fix[];
  /** How many were left out because they touch what another one changes. */
  readonly postponed: number;
}

/** True when --fix changes documents of this kind. */
export function isFixed(kind: string | undefined): boolean {
  return FIXED_KINDS.has(kind);
}

/** A text with the edits of findings applied, those of each finding together or not at all. */
export function fixText(text: string, findings: readonly PlacedFinding[]): FixedText {
  const fixable = findings.filter(({ edits }) => edits !== undefined && edits.length > 0);
  const result = editJson(
    text,
    fixable.map(({ edits = [] }) => edits),
  );
  const done = fixable.filter((_, i) => result.applied[i]);
  return {
    text: result.text,
    fixes: done.map(({ finding, edits = [] }) => ({
      rule: finding.rule,
      place: finding.place,
      message: finding.message,
      edits: edits.map(({ pointer, values }) => ({ pointer, values: [...values] })),
    })),
    postponed: fixable.length - done.length,
  };
}
