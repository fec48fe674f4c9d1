import type { AttackView } from '../contracts.ts';
import type { LayerNote, ReadLayer } from '../layers/layer-types.ts';
import { grouped } from '../model/grouped.ts';
import type { WrittenEntries } from './layer-entries.ts';
import type { LostEntry, PlacedEntry } from './layer-placement.ts';
import type { DroppedTechnique, LayerMigrationReport, MovedTechnique } from './layer-report.ts';
import { reviewEntries } from './layer-review.ts';
import { notAssessed } from './not-assessed.ts';

export interface Done {
  readonly placed: readonly PlacedEntry[];
  readonly lost: readonly LostEntry[];
  readonly written: WrittenEntries;
  readonly notes: readonly LayerNote[];
}

/** What was done to a layer, in the order of its entries. */
export function reportOf(
  layer: ReadLayer,
  from: AttackView | undefined,
  to: AttackView,
  { placed, lost, written, notes }: Done,
): LayerMigrationReport {
  const stated = layer.attackVersion ?? from?.index.release.version;
  const stayed = placed.filter(({ entry, technique }) => entry.techniqueID === technique.id);
  const moved = placed.filter(isMoved);
  const renamed = stayed.filter(({ reason }) => reason === 'renamed');
  return {
    format: layer.format,
    ...(stated === undefined ? {} : { from: stated }),
    to: to.index.release.version,
    kept: [...new Set(stayed.map(({ technique }) => technique.id))],
    renamed: once(renamed, ({ technique }) => technique.id).map(({ technique: { id, name } }) => ({
      id,
      was: from?.resolve(id)?.own.name ?? '',
      is: name,
    })),
    moved: once(moved, ({ entry, technique }) => `${entry.techniqueID} ${technique.id}`).map(
      ({ entry, technique, reason, path }) => ({
        from: entry.techniqueID,
        to: technique.id,
        reason,
        path,
      }),
    ),
    dropped: droppedTechniques(lost),
    merged: written.merged,
    tactics: placed.flatMap(({ entry, tactic, technique, pointer }) =>
      entry.tactic === undefined || tactic !== undefined
        ? []
        : [{ technique: technique.id, tactic: entry.tactic, pointer }],
    ),
    cleaned: [...layer.notes.filter(({ pointer }) => !layer.aside.has(pointer)), ...notes],
    members: [...layer.aside.keys()],
    not_assessed: from ? notAssessed(from.index, to.index) : [],
    review: reviewEntries(layer.subject, lost, written.collided),
  };
}

/** An unchanged or renamed technique has the id that it had. */
function isMoved(
  placed: PlacedEntry,
): placed is PlacedEntry & { readonly reason: MovedTechnique['reason'] } {
  return placed.entry.techniqueID !== placed.technique.id;
}

function droppedTechniques(lost: readonly LostEntry[]): DroppedTechnique[] {
  const groups = grouped(lost, ({ entry, reason }) => `${entry.techniqueID} ${reason}`);
  return [...groups.values()].flatMap((members) =>
    members.slice(0, 1).map(({ entry, reason, message, candidates, bundle }) => ({
      id: entry.techniqueID,
      reason,
      message,
      candidates,
      ...(bundle === undefined ? {} : { bundle }),
      entries: members.map(({ pointer }) => pointer),
    })),
  );
}

function once<T>(members: readonly T[], keyOf: (member: T) => string): T[] {
  return [...grouped(members, keyOf).values()].flatMap((group) => group.slice(0, 1));
}
