import type { AttackView } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { ReadLayer } from '../layers/layer-types.ts';
import { compareVersions } from '../model/compare.ts';
import { writeEntries } from './layer-entries.ts';
import { frameOn } from './layer-frame.ts';
import { reportOf } from './layer-outcome.ts';
import {
  type DecideEntry,
  type LostEntry,
  type PlacedEntry,
  placeEntries,
} from './layer-placement.ts';
import type { MigratedLayer } from './layer-report.ts';
import { fateReader } from './technique-fate.ts';

export interface LayerMigration {
  /** The release that the layer names; absent when it names none: then no rename is known of. */
  readonly from?: AttackView;
  /** Of the layer's domain. */
  readonly to: AttackView;
  readonly decide?: DecideEntry;
}

/** More techniques than this make no message clearer. */
const MOST = 200;

/**
 * Carries a layer to another ATT&CK release, as a clean layer of format 4.5. Every entry goes on or is
 * reported as dropped; where several become one, all is kept and no score is picked in silence. A
 * clean layer of the release itself comes out as the same value. Throws `expectation` for an older
 * release that does not know every technique, `parse` for a bundle without revoked-by, `config` for
 * a decision that does not fit its entry.
 */
export function migrateLayer(layer: ReadLayer, migration: LayerMigration): MigratedLayer {
  const { from, to, decide } = migration;
  const { index } = to;
  if (index.domain !== layer.domain) {
    throw new AttackMappingsError(
      'expectation',
      layer.subject,
      `expected ATT&CK ${layer.domain}, which the layer is of, found ${index.domain}`,
    );
  }
  const { placed, lost } = placeEntries(layer, to, fateReader(from, to), decide);
  refuseDownward(layer, migration, placed, lost);
  const written = writeEntries(placed);
  const { frame, notes } = frameOn(layer, from, index, written);
  return { layer: frame, report: reportOf(layer, from, to, { placed, lost, written, notes }) };
}

function refuseDownward(
  { subject }: ReadLayer,
  { from, to }: LayerMigration,
  placed: readonly PlacedEntry[],
  lost: readonly LostEntry[],
): void {
  const older = to.index.release.version;
  const newer = from?.index.release.version ?? older;
  if (compareVersions(older, newer) >= 0) return;
  const problems = new Set([
    ...lost.flatMap(({ reason, message }) => (reason === 'dropped' ? [] : message)),
    ...placed.flatMap(({ reason, path }) =>
      reason === 'revoked' ? `${path[0]} is revoked in ATT&CK ${older}: ${path.join(' → ')}` : [],
    ),
  ]);
  if (problems.size === 0) return;
  const list = [...problems].slice(0, MOST).map((problem) => `\n  ${problem}`);
  const more = problems.size > MOST ? `\n  … and ${problems.size - MOST} more` : '';
  throw new AttackMappingsError(
    'expectation',
    subject,
    `ATT&CK ${older} is older than ${newer}, and a layer goes back only when every technique lives there; ${problems.size} do not:${list.join('')}${more}`,
  );
}
