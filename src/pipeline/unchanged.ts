import { createHash } from 'node:crypto';
import type { Ports } from '../contracts.ts';
import type { FamilyState } from './manifest.ts';
import type { SetPlan } from './plan.ts';

/** A short name for everything that decides what a family's files hold, but for the documents' bytes. */
export function fingerprint(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * True when a family needs no work: the same settings and code, the same bytes in every document,
 * and every file still in place as it was written.
 */
export async function isUnchanged(
  state: FamilyState | undefined,
  plans: readonly SetPlan[],
  wanted: string,
  ports: Ports,
): Promise<boolean> {
  if (state === undefined || state.fingerprint !== wanted) return false;
  const paths = new Set(state.sets.map(({ entry }) => entry.path));
  if (paths.size !== plans.length || !plans.every((plan) => paths.has(plan.path))) return false;
  const checks = state.sets.flatMap(({ entry }) => [
    ...entry.inputs.map(async ({ url, sha256 }) => (await ports.fetch(url)).sha256 === sha256),
    ...entry.outputs.map((file) => ports.output.holds(file)),
  ]);
  // A document that cannot be fetched fails its set in the build proper, with its message.
  return (await Promise.allSettled(checks)).every(
    (check) => check.status === 'fulfilled' && check.value,
  );
}
