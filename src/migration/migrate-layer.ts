import type { AttackView } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { ReadLayer } from '../layers/layer-types.ts';
import { compareText } from '../model/compare.ts';
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
import { refuseDownward, revokedText } from './refuse-downward.ts';
import { fateReader } from './technique-fate.ts';

export interface LayerMigration {
  /** The release that the layer names; absent when it names none: then no rename is known of. */
  readonly from?: AttackView;
  /** Of the layer's domain. */
  readonly to: AttackView;
  readonly decide?: DecideEntry;
}

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
  refuseOlder(layer, migration, placed, lost);
  const written = writeEntries(placed);
  const { frame, notes } = frameOn(layer, from, index, written);
  return { layer: frame, report: reportOf(layer, from, to, { placed, lost, written, notes }) };
}

/** What a person decided on is no obstacle. */
function refuseOlder(
  { subject }: ReadLayer,
  { from, to }: LayerMigration,
  placed: readonly PlacedEntry[],
  lost: readonly LostEntry[],
): void {
  if (from === undefined) return;
  const entries = [...placed, ...lost].map(({ entry }) => entry.techniqueID);
  const problems = new Map([
    ...lost.flatMap(({ entry, reason, message }): [string, string][] =>
      reason === 'dropped' ? [] : [[entry.techniqueID, message]],
    ),
    ...placed.flatMap(({ entry, reason, path }): [string, string][] =>
      reason === 'revoked' ? [[entry.techniqueID, revokedText(path, to)]] : [],
    ),
  ]);
  refuseDownward({ from, to, what: 'layer', subject }, new Set(entries.sort(compareText)), (id) =>
    problems.get(id),
  );
}
