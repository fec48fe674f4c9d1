import { readFile } from 'node:fs/promises';
import type { Artifact, AttackView, Report } from '../../contracts.ts';
import { AttackMappingsError } from '../../errors.ts';
import { indentedJson } from '../../formats/json-text.ts';
import { readJson } from '../../formats/read-json.ts';
import type { ReadLayer } from '../../layers/layer-types.ts';
import { readLayer } from '../../layers/read-layer.ts';
import type { Decisions } from '../../migration/decision.ts';
import { migrateLayer } from '../../migration/migrate-layer.ts';
import { majorVersion } from '../../model/navigator-format.ts';
import { shorten } from '../../model/text.ts';
import type { InputFile } from '../input-files.ts';
import type { MigratedFile, MigrationContext } from './migration-run.ts';

/** A Navigator layer of any format as one of format 4.5 in another release. */
export async function migrateLayerFile(
  { file, name }: InputFile,
  context: MigrationContext,
): Promise<{ file: MigratedFile; artifact: Artifact }> {
  const { request, library, version, folder, decisions, report } = context;
  const read = readLayer(readJson(await readFile(file), file), name);
  const from = versionOf(read, request.key?.attack_version);
  const layer =
    read.attackVersion === undefined || from === undefined
      ? read
      : { ...read, attackVersion: from };
  const ids = new Set(layer.frame.techniques.map(({ techniqueID }) => techniqueID));
  const view = async (attack_version: string): Promise<AttackView> =>
    (await library.forSet({ domain: layer.domain, attack_version }, ids)).view;
  const source = from === undefined ? undefined : await view(from);
  if (source && from !== undefined) reportRelease(name, from, source, report);
  const migrated = migrateLayer(layer, {
    ...(source ? { from: source } : {}),
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

/**
 * The version that a layer is of: as it says, or as `given` where it names none, or a major version
 * that the given one is a release of. Throws `expectation` where the two contradict.
 */
function versionOf({ attackVersion, subject }: ReadLayer, given?: string): string | undefined {
  if (attackVersion === undefined || given === undefined) return attackVersion ?? given;
  if (given === attackVersion || given === majorVersion(attackVersion)) return attackVersion;
  if (majorVersion(given) === attackVersion) return given;
  throw new AttackMappingsError(
    'expectation',
    subject,
    `the layer names ATT&CK ${attackVersion}, and --attack-version ${shorten(given)}: leave the option out, or mend versions.attack in the layer`,
  );
}

/** A layer names a major version as a rule; any other one is to be the release itself. */
function reportRelease(name: string, stated: string, { index }: AttackView, report: Report): void {
  const { version } = index.release;
  if (version === stated || majorVersion(version) === stated) return;
  report({
    severity: 'warning',
    rule: 'attack-release',
    source: name,
    place: { pointer: '/versions/attack' },
    message: `there is no ATT&CK ${shorten(stated)}: the layer is read as one of ${version}`,
    suggestion: 'correct the version, or name it with --attack-version',
  });
}

function decider({ subject }: ReadLayer, decisions: Decisions) {
  return (_id: string, _tactic: string | undefined, row: string) => {
    const decision = decisions.find(subject, row);
    if (decision === undefined) return undefined;
    if (decision.kind !== 'techniques') return decision.kind;
    return decision.techniques.map(({ technique }) => technique.id);
  };
}
