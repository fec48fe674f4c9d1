import { readFile } from 'node:fs/promises';
import type { Artifact, AttackView } from '../../contracts.ts';
import { indentedJson } from '../../formats/json-text.ts';
import { readJson } from '../../formats/read-json.ts';
import type { ReadLayer } from '../../layers/layer-types.ts';
import { readLayer } from '../../layers/read-layer.ts';
import type { Decisions } from '../../migration/decision.ts';
import { migrateLayer } from '../../migration/migrate-layer.ts';
import type { InputFile } from '../input-files.ts';
import type { MigratedFile, MigrationContext } from './migration-run.ts';

/** A Navigator layer of any format as one of format 4.5 in another release. */
export async function migrateLayerFile(
  { file, name }: InputFile,
  context: MigrationContext,
): Promise<{ file: MigratedFile; artifact: Artifact }> {
  const { request, library, version, folder, decisions, report } = context;
  const layer = readLayer(readJson(await readFile(file), file), name);
  const ids = new Set(layer.frame.techniques.map(({ techniqueID }) => techniqueID));
  const view = async (attack_version: string): Promise<AttackView> =>
    (await library.forSet({ domain: layer.domain, attack_version }, ids)).view;
  const from = layer.attackVersion ?? request.key?.attack_version;
  const migrated = migrateLayer(layer, {
    ...(from === undefined ? {} : { from: await view(from) }),
    to: await view(version),
    decide: decider(layer, decisions),
  });
  for (const { bundle, message } of migrated.report.dropped) {
    if (bundle === undefined) continue;
    report({
      severity: 'error',
      rule: 'migration-bundle',
      source: bundle,
      place: { pointer: '/objects' },
      message: `the ATT&CK bundle is at fault: ${message}`,
    });
  }
  return {
    file: {
      file,
      kind: 'layer',
      path: name,
      size: layer.frame.techniques.length,
      ...(from === undefined ? {} : { from }),
      layer: migrated.report,
      review: migrated.report.review,
    },
    artifact: { path: `${folder}/${name}`, chunks: indentedJson({ ...migrated.layer }) },
  };
}

function decider({ subject }: ReadLayer, decisions: Decisions) {
  return (_id: string, _tactic: string | undefined, row: string) => {
    const decision = decisions.find(subject, row);
    if (decision === undefined) return undefined;
    if (decision.kind !== 'techniques') return decision.kind;
    return decision.techniques.map(({ technique }) => technique.id);
  };
}
