import type { Report } from '../contracts.ts';
import type { ManifestInput } from '../generated/manifest.ts';
import { migrateSet } from '../migration/migrate-set.ts';
import { compareText } from '../model/compare.ts';
import { techniqueIds } from '../model/technique-ids.ts';
import type { AttackLibrary } from './attack-library.ts';
import type { SetPlan } from './plan.ts';
import type { ReadSet } from './read-set.ts';

/** A set as read, carried to the ATT&CK version of an aligned plan. */
export async function alignSet(
  plan: Pick<SetPlan, 'key' | 'path'>,
  source: ReadSet,
  attack: AttackLibrary,
  report: Report,
): Promise<ReadSet> {
  const { key, path } = plan;
  const target = await attack.forSet(key, techniqueIds(source.set.mappings));
  const { set } = migrateSet(source, target.view, {
    toVersion: key.attack_version,
    path: source.path,
    report,
  });
  const releases = target.releases.map(({ url, sha256 }) => ({
    url,
    sha256,
    role: 'attack' as const,
  }));
  const inputs = unique([...source.inputs, ...releases]);
  return { set, framework: source.framework, path, attack: target.view, aligned: true, inputs };
}

function unique(inputs: readonly ManifestInput[]): ManifestInput[] {
  const byAddress = new Map(inputs.map((input) => [`${input.url}\0${input.role}`, input]));
  return [...byAddress.values()].sort((a, b) => compareText(a.url, b.url));
}
