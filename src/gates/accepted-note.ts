import type { Diagnostic } from '../generated/run-report.ts';
import { type Trip, tripText } from './gate.ts';

/** What a person let through is said all the same. */
export function acceptedNote(trip: Trip, path: string, source = path): Diagnostic {
  return {
    severity: 'warning',
    rule: 'gate-accepted',
    source,
    place: { pointer: '' },
    message: `${path} was let through the gate ${tripText(trip)}`,
  };
}
