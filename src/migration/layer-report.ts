import type { ReviewRow } from '../generated/review.ts';
import type { LayerFormat, LayerFrame, LayerNote } from '../layers/layer-types.ts';
import type { LivingFate, LostFate } from './technique-fate.ts';

/** What a migration did to a layer. Lists are in the order of the layer's entries. */
export interface LayerMigrationReport {
  readonly format: LayerFormat;
  /** The ATT&CK version that the layer names, else the one given for it; absent when none is known. */
  readonly from?: string;
  readonly to: string;
  /** Techniques whose id is the same, each once. */
  readonly kept: readonly string[];
  readonly renamed: readonly RenamedTechnique[];
  readonly moved: readonly MovedTechnique[];
  readonly dropped: readonly DroppedTechnique[];
  readonly merged: readonly MergedEntries[];
  readonly tactics: readonly DroppedTactic[];
  /** What was changed or left out so that the layer is clean. */
  readonly cleaned: readonly LayerNote[];
  /** JSON pointers of members that no layer format knows. */
  readonly members: readonly string[];
  /** Living techniques that whoever made the layer could not know. */
  readonly not_assessed: readonly string[];
  /** Entries for people to decide. */
  readonly review: readonly ReviewRow[];
}

interface RenamedTechnique {
  readonly id: string;
  readonly was: string;
  readonly is: string;
}

export interface MovedTechnique {
  readonly from: string;
  readonly to: string;
  readonly reason: Exclude<LivingFate['kind'], 'unchanged' | 'renamed'> | 'decided';
  /** The way along revoked-by, as ids. */
  readonly path: readonly string[];
}

export interface DroppedTechnique {
  readonly id: string;
  /** other_domain: it lives, and a layer shows one domain; dropped: as decided. */
  readonly reason: LostFate['kind'] | 'other_domain' | 'dropped';
  readonly message: string;
  /** As id and name. */
  readonly candidates: readonly string[];
  /** Address of the ATT&CK bundle, where its revoked-by relationships are at fault. */
  readonly bundle?: string;
  /** JSON pointers of the entries. */
  readonly entries: readonly string[];
}

/** Entries that became one. */
export interface MergedEntries {
  readonly technique: string;
  readonly tactic?: string;
  /** As `T1086`, or `T1086 (execution)` where the tactic went. */
  readonly from: readonly string[];
  /** What each had as its score, where they differ. */
  readonly scores?: readonly { readonly of: string; readonly score: number }[];
}

interface DroppedTactic {
  readonly technique: string;
  readonly tactic: string;
  readonly pointer: string;
}

/** A layer of format 4.5 and what was done to it. */
export interface MigratedLayer {
  readonly layer: LayerFrame;
  readonly report: LayerMigrationReport;
}
