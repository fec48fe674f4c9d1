import { asAttackMappingsError } from '../errors.ts';
import type { ManifestOutput } from '../generated/manifest.ts';
import { compareText } from '../model/compare.ts';
import { lineageName } from '../model/set-key.ts';
import type { FamilyContext, SetOutcome } from './build-family.ts';
import { ledgerInputs } from './ledgers.ts';
import { supersededBy } from './same-lineage.ts';

type Built = Extract<SetOutcome, { entry: unknown }>;

type Settling = Pick<FamilyContext, 'exporters' | 'holds' | 'ports' | 'previous'>;

/**
 * Removes the files that sets no longer have, once all sets of the family are committed: a build that
 * is killed before has lost none. Where the newest set of a lineage did not come through, the files
 * that it would take the place of stay with the set that has them.
 */
export async function settleFiles(
  outcomes: readonly SetOutcome[],
  context: Settling,
): Promise<SetOutcome[]> {
  const through = new Set(outcomes.flatMap(newestLineage));
  const settled: SetOutcome[] = [];
  for (const outcome of outcomes) {
    if ('error' in outcome) settled.push(outcome);
    else settled.push(await settleOrFail(outcome, through, context));
  }
  return settled;
}

function newestLineage(outcome: SetOutcome): string[] {
  if ('error' in outcome) return [];
  const { newest, lineage, alignedFrom } = outcome.plan;
  return newest && alignedFrom === undefined ? [lineageName(lineage)] : [];
}

async function settleOrFail(
  outcome: Built,
  through: ReadonlySet<string>,
  context: Settling,
): Promise<SetOutcome> {
  const { plan } = outcome;
  try {
    return await settle(outcome, through.has(lineageName(plan.lineage)), context);
  } catch (thrown) {
    const error = asAttackMappingsError(thrown, 'export', plan.path);
    if (error.fatal) throw error;
    return { plan, error };
  }
}

async function settle(
  outcome: Built,
  hasNewest: boolean,
  { exporters, holds, previous, ports }: Settling,
): Promise<SetOutcome> {
  const { plan, entry } = outcome;
  const now = new Set(entry.outputs.map(({ path }) => path));
  const ofFamily = new Set(
    exporters.flatMap(({ exporter: { name, scope } }) => (scope === 'family' ? [name] : [])),
  );
  const kept: ManifestOutput[] = [];
  for (const file of previous.get(plan.path)?.outputs ?? []) {
    if (now.has(file.path) || !file.path.startsWith(`${plan.path}/`)) continue;
    if (!hasNewest && ofFamily.has(file.format) && (await holds(file))) kept.push(file);
    else await ports.output.remove(file.path);
  }
  for (const { path, outputs } of supersededBy(plan, previous)) {
    for (const file of outputs) {
      if (file.path.startsWith(`${path}/`)) await ports.output.remove(file.path);
    }
  }
  if (kept.length === 0) return outcome;
  const outputs = [...entry.outputs, ...kept].sort((a, b) => compareText(a.path, b.path));
  const inputs = [...entry.inputs, ...ledgerInputs(kept)].sort((a, b) => compareText(a.url, b.url));
  return { ...outcome, entry: { ...entry, inputs, outputs } };
}
