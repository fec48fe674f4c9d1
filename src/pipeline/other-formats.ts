import type { ManifestSet } from '../generated/manifest.ts';
import type { FamilyContext } from './build-family.ts';
import type { SetPlan } from './plan.ts';
import type { ReadSet } from './read-set.ts';

/** Files of formats that this build does not write stay while they are whole, and made from the same inputs in the same way. */
export async function otherFormats(
  read: ReadSet,
  plan: SetPlan,
  {
    exporters,
    previous,
    settings,
    holds,
  }: Pick<FamilyContext, 'exporters' | 'previous' | 'settings' | 'holds'>,
): Promise<ManifestSet['outputs']> {
  const entry = previous.get(plan.path);
  if (entry?.settings !== settings) return [];
  const documents = entry.inputs.filter(({ role }) => role !== 'ledger');
  if (JSON.stringify(documents) !== JSON.stringify(read.inputs)) return [];
  const formats = new Set(exporters.map(({ exporter }) => exporter.name));
  const kept: ManifestSet['outputs'] = [];
  for (const file of entry.outputs) {
    if (!formats.has(file.format) && (await holds(file))) kept.push(file);
  }
  return kept;
}
