import type { SourceRow } from '../records.ts';

/** Types of what objects refer to: bundles have of them what their objects need. */
const CONSTANTS: ReadonlySet<unknown> = new Set([
  'extension-definition',
  'identity',
  'marking-definition',
]);

export function isConstant({ type }: SourceRow): boolean {
  return CONSTANTS.has(type);
}
