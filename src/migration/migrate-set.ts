import type { AttackView, ExportSet, Report } from '../contracts.ts';
import type { MappingSet, Migration } from '../generated/mapping-set.ts';
import type { ReviewRow } from '../generated/review.ts';
import { identityReader } from '../model/capability-identity.ts';
import { compareText } from '../model/compare.ts';
import { orderMappings } from '../model/row-order.ts';
import { SET_SCHEMA_VERSION } from '../model/set-schema-version.ts';
import { techniqueIds } from '../model/technique-ids.ts';
import { asideRows } from './aside-rows.ts';
import { rowCarrier } from './carry-row.ts';
import { type Collided, collisionsOf, markCollisions } from './collisions.ts';
import type { Decisions } from './decision.ts';
import { countsOf } from './migration-counts.ts';
import { notAssessed } from './not-assessed.ts';
import { type Outcome, outcomesOf } from './outcomes.ts';
import { refuseDownward, revokedText } from './refuse-downward.ts';
import { refuseMisplacedKeep } from './refuse-misplaced-keep.ts';
import { reportMigration } from './report-migration.ts';
import { reviewRows } from './review-rows.ts';
import { rowId } from './row-id.ts';
import { changesOf } from './technique-changes.ts';
import { fateReader, goesOn } from './technique-fate.ts';

export interface MigrateOptions {
  /** The ATT&CK version as the migrated set is to say it. */
  readonly toVersion: string;
  readonly decisions?: Decisions;
  /** Path of the set: how decisions and findings name it. */
  readonly path: string;
  readonly report: Report;
}

/** A set in another release, and the rows of it that people have to decide. */
export interface MigratedSet {
  readonly set: MappingSet;
  readonly review: readonly ReviewRow[];
}

/**
 * Carries a set to another ATT&CK release. Every row goes on or is set aside with its reason; none is
 * lost, and no score is picked. The set's own release changes nothing. The counts of coverage are of
 * the old release, so they are left out. Throws `expectation` for an older release that does not know every
 * technique, `parse` for a bundle without revoked-by, `config` for a decision that does not fit its row.
 */
export function migrateSet(
  entry: Pick<ExportSet, 'set' | 'attack'>,
  to: AttackView,
  { toVersion, decisions, path, report }: MigrateOptions,
): MigratedSet {
  const { set, attack: from } = entry;
  if (from.index.release.version === to.index.release.version) return { set, review: [] };
  const fate = fateReader(from, to);
  const ids = [...techniqueIds(set.mappings)].sort(compareText);
  refuseDownward({ from, to, what: 'set', subject: path }, new Set(ids), (id) => {
    const there = fate(id);
    if (!goesOn(there)) return there.message;
    return there.kind === 'revoked' ? revokedText(there.path, to) : undefined;
  });
  const decisionOn: Parameters<typeof outcomesOf>[3] = decisions?.concern(path)
    ? (row) => decisions.find(path, rowId(row))
    : () => undefined;
  const carry = rowCarrier({ from, to, toVersion, fate });
  const outcomes = outcomesOf(set.mappings, fate, carry, decisionOn);
  refuseMisplacedKeep(outcomes);

  const collided = collisionsOf(set.key.framework, outcomes);
  const changes = changesOf(outcomes, from);
  reportMigration(changes, collided, { set: path, to, report });
  const aside = asideRows(outcomes);
  const techniques = changes.map((entry) => entry.change);
  const collisions = collided.map((entry) => entry.collision);
  const migration: Migration = {
    from: set.attack ?? from.index.release,
    to: to.index.release,
    counts: countsOf(outcomes, collided),
    ...(techniques.length > 0 ? { techniques } : {}),
    ...(collisions.length > 0 ? { collisions } : {}),
    ...(aside.length > 0 ? { aside } : {}),
    not_assessed: notAssessed(from.index, to.index, set.migrations?.at(-1)?.not_assessed),
  };
  const migrated = inRelease(set, toVersion, migration);
  return {
    set: {
      ...migrated,
      capabilities: remainingCapabilities(set, outcomes),
      mappings: rowsOut(set.key.framework, outcomes, collided),
    },
    review: reviewRows(path, outcomes, collided),
  };
}

function inRelease(set: MappingSet, version: string, migration: Migration): MappingSet {
  const { coverage: _, inferred, ...rest } = set;
  const unstated = inferred?.filter((member) => member !== 'attack_version') ?? [];
  return {
    ...rest,
    schema_version: SET_SCHEMA_VERSION,
    key: { ...set.key, attack_version: version },
    ...(unstated.length > 0 ? { inferred: unstated } : {}),
    metadata: {
      ...set.metadata,
      ...(set.metadata.attack_version === undefined ? {} : { attack_version: version }),
    },
    attack: migration.to,
    migrations: [...(set.migrations ?? []), migration],
  };
}

function rowsOut(
  framework: string,
  outcomes: readonly Outcome[],
  collided: readonly Collided[],
): MappingSet['mappings'] {
  const marked = markCollisions(collided);
  const rows = outcomes.flatMap((outcome) => outcome.after);
  return orderMappings(
    framework,
    rows.map((row) => marked.get(row) ?? row),
  );
}

/** A capability goes with its last row; what earlier rows said of the others stays. */
function remainingCapabilities(
  { key, capabilities }: MappingSet,
  outcomes: readonly Outcome[],
): MappingSet['capabilities'] {
  const identity = identityReader(key.framework);
  const remaining = new Set<string>();
  const lost = new Set<string>();
  for (const { before, after } of outcomes) {
    if (before.capability_id === undefined) continue;
    (after.length > 0 ? remaining : lost).add(identity(before.capability_id));
  }
  return capabilities.filter((entry) => remaining.has(entry.identity) || !lost.has(entry.identity));
}
