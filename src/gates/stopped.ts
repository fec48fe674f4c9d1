import { AttackMappingsError } from '../errors.ts';
import { type Trip, tripText } from './gate.ts';

/** The error of what gates stopped; `path` is that of a set, absent when it is all sets of a pipeline. */
export function stopped(
  [first, ...others]: readonly [Trip, ...Trip[]],
  subject: string,
  path?: string,
): AttackMappingsError {
  const trips = [first, ...others];
  const texts = trips.map(tripText);
  const name = trips.length === 1 ? 'the gate' : 'the gates';
  const flags = trips.map(
    ({ gate }) => `--accept ${path === undefined ? gate : `${gate}:${path}`}`,
  );
  const reason = texts.join('; ');
  return new AttackMappingsError(
    'expectation',
    subject,
    `stopped by ${name} ${reason}. Check the source; where it is right, let it through once with ${flags.join(' ')}`,
    { gate: { name: first.gate, reason } },
  );
}
