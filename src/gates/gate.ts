import type { ManifestFacts } from '../generated/manifest.ts';
import type { Lineage, SetKey } from '../generated/mapping-set.ts';
import type { Expectations } from '../generated/pipeline.ts';

/** A gate has the name of its setting under `expect`. */
export type GateName = keyof Expectations;

/** Every gate, in the order in which a message names those that tripped. */
export const GATE_NAMES = [
  'min_sets',
  'lost_sets',
  'unknown_attack_version',
  'min_rows',
  'max_shrinkage',
  'lost_capabilities',
  'new_values',
  'changed_shape',
] as const satisfies readonly GateName[];

/** A set that is to be made, as far as gates need to know it. */
export interface GatedPlan {
  readonly path: string;
  readonly key: SetKey;
  readonly lineage: Lineage;
  readonly documents: readonly { readonly url: string }[];
}

/** What gates look at of a set: as just read, or as the last manifest has it. */
export interface GatedSet {
  readonly path: string;
  readonly rows: number;
  /** Absent in manifests of earlier versions: gates that need them let the set through. */
  readonly facts?: ManifestFacts;
}

/** Why a gate tripped, in words. */
interface Figures {
  readonly expected: string;
  readonly found: string;
}

/** One gate on a set. */
export interface SetGate {
  readonly name: GateName;
  /** Undefined: the set may pass. `before` is absent when there is nothing to compare with. */
  judge(now: GatedSet, before: GatedSet | undefined, expect: Expectations): Figures | undefined;
}

/** A gate that stopped something. */
export interface Trip {
  readonly gate: GateName;
  readonly figures: Figures;
}

export function tripText({ gate, figures }: Trip): string {
  return `${gate}: expected ${figures.expected}, found ${figures.found}`;
}
