import type { Technique } from '../contracts.ts';
import type { Place } from '../generated/run-report.ts';

/** What a person decided of one row, or of the equal rows that share its id. */
export interface Decision {
  /** Path of the set, or of the layer's file. */
  readonly set: string;
  readonly row: string;
  /** drop: set aside for good; keep: a collision stays as it is; techniques: the row is of these. */
  readonly kind: 'drop' | 'keep' | 'techniques';
  /** Living techniques of the target release; empty for drop and keep. */
  readonly techniques: readonly ChosenTechnique[];
  /** The file that says so, and where in it. */
  readonly source: string;
  readonly place: Place;
}

export interface ChosenTechnique {
  readonly technique: Technique;
  /** The domain that knows it. */
  readonly domain: string;
}

/** What equal rows of a set share in a review. */
export function decisionKey({ set, row }: Pick<Decision, 'set' | 'row'>): string {
  return `${row}\0${set}`;
}

/** Decisions by set path and row id. */
export interface Decisions {
  /** True when there may be decisions on rows of the set. */
  concern(set: string): boolean;
  /** The decision on a row; it counts as used from then on. */
  find(set: string, row: string): Decision | undefined;
  /** Given decisions that no one looked up: their rows are gone. Remembered ones may be out of use. */
  unused(): readonly Decision[];
}
