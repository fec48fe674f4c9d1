import { AttackMappingsError } from '../errors.ts';
import type { Expectations } from '../generated/pipeline.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { counted } from '../model/text.ts';
import { acceptedNote } from './accepted-note.ts';
import type { Accepts } from './accepting.ts';
import type { Trip } from './gate.ts';
import { stopped } from './stopped.ts';

/**
 * Throws an `expectation` error when the source lists fewer sets than the pipeline expects; a gate that
 * a person can let through where gates are judged. A framework that could not be listed counts for at
 * least one set.
 */
export function judgeNumber(
  { sets, failures }: { readonly sets: number; readonly failures: number },
  address: string,
  { min_sets: fewest = 1 }: Expectations,
  accepts: Accepts | undefined,
): Diagnostic[] {
  if (sets + failures >= fewest) return [];
  const expected = `at least ${counted(fewest, 'set')}`;
  const trip: Trip = { gate: 'min_sets', figures: { expected, found: String(sets) } };
  if (accepts?.(trip.gate, '')) return [acceptedNote(trip, address)];
  if (accepts) throw stopped([trip], address);
  throw new AttackMappingsError(
    'expectation',
    address,
    `expected ${expected}, found ${sets}: check the listing, or expect.min_sets in the pipeline`,
  );
}
