import type { FieldChange } from '../generated/changes.ts';
import { compareText } from '../model/compare.ts';
import { stableText } from './stable-text.ts';

/** Documents are JSON. */
type Value = Exclude<FieldChange['old'], undefined>;

/** Members whose values differ, ordered by name. */
export function fieldChanges(
  old: Readonly<Record<string, unknown>>,
  next: Readonly<Record<string, unknown>>,
): FieldChange[] {
  const before = new Map(Object.entries(old));
  const after = new Map(Object.entries(next));
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareText).flatMap((field) => {
    const [a, b] = [before.get(field), after.get(field)];
    if (stableText(a) === stableText(b)) return [];
    return {
      field,
      ...(a === undefined ? {} : { old: a as Value }),
      ...(b === undefined ? {} : { new: b as Value }),
    };
  });
}
