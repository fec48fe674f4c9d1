import { AttackMappingsError, asAttackMappingsError } from '../errors.ts';

/** What ends the run is passed on; the rest ends the set. */
export function setFailure(error: unknown, path: string): AttackMappingsError {
  if (error instanceof RangeError && /call stack|string length/.test(error.message)) {
    const message = `a document is nested more deeply than can be written (${error.message}): check its unknown fields`;
    return new AttackMappingsError('parse', path, message, { cause: error });
  }
  const ours = asAttackMappingsError(error, 'export', path);
  if (ours.fatal) throw ours;
  return ours;
}
