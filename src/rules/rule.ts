import type { AttackIndex, AttackView, Framework } from '../contracts.ts';
import type { Mapping, SetKey } from '../generated/mapping-set.ts';
import type { Diagnostic, Place } from '../generated/run-report.ts';
import type { SourceRow } from '../records.ts';
import type { TechniqueNames } from './technique-names.ts';

export type Severity = Diagnostic['severity'];

/**
 * Something that can be wrong in a document. A rule looks at rows one by one, at whole sets, at
 * Navigator layers or at STIX bundles, alone or beside an earlier one, as its members say; it
 * collects findings and never throws.
 */
export interface Rule {
  /** kebab-case; also the name of its page in docs/rules. */
  readonly name: string;
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What is wrong, why it matters and what to do: for people, in whole sentences. */
  readonly description: string;
  readonly severity: Severity;
  /** JSON that breaks the rule, and the same as it should be. */
  readonly example: { readonly bad: string; readonly good: string };
  /** True when it asks ATT&CK of all that it looks at: ATT&CK is opened for such rules only. */
  readonly needsAttack?: true;
  /** What `validate --fix` does about it, where that is safe. */
  readonly fix?: string;
  readonly row?: (row: CheckedRow, say: Say) => void;
  readonly set?: (set: CheckedSet, say: Say) => void;
  readonly layer?: (layer: CheckedLayer, say: Say) => void;
  readonly bundle?: (bundle: CheckedBundle, say: Say) => void;
  /** Its findings are placed in the later bundle. */
  readonly successor?: (succession: CheckedSuccession, say: Say) => void;
}

/** What a rule says of one place. Its words hold no places, so that a baseline survives a moved row. */
export interface RuleFinding {
  readonly place: Place;
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  readonly suggestion?: string;
  /** Other places that it is about, as the row that a row repeats. */
  readonly related?: readonly Place[];
  /** What --fix would do; only where the rule has a `fix`. */
  readonly edits?: readonly Edit[];
}

export type Say = (finding: RuleFinding) => void;

/**
 * The value at a JSON pointer gives way to these: none removes it, several take its place in a list.
 */
export interface Edit {
  readonly pointer: string;
  readonly values: readonly unknown[];
}

/** A row as read and in canonical form. */
export interface CheckedRow {
  readonly fields: SourceRow;
  readonly mapping: Mapping;
  /** The domain of the set. */
  readonly domain: string;
  readonly place: Place;
  /** Where the whole document is looked at, what it declares. */
  readonly declarations?: Declarations;
  /** Where ATT&CK was asked for, what techniques are called. */
  readonly names?: TechniqueNames;
}

/** Ids that a document declares, as they stand there. */
interface Declarations {
  readonly capability_group: ReadonlySet<string>;
  readonly mapping_type: ReadonlySet<string>;
}

/** A mapping set as a document states it. */
export interface CheckedSet {
  readonly key: SetKey;
  readonly framework: Framework;
  /** The document's path, parts apart by `/`. */
  readonly file: string;
  /** Members of the metadata as read. */
  readonly metadata: SourceRow;
  /** JSON pointer of the object that they are members of. */
  readonly metadataPointer: string;
  readonly mappingTypes: readonly Declared[];
  readonly groups: readonly Declared[];
  readonly rows: readonly CheckedRow[];
  /** ATT&CK as the set declares it, where it was asked for. */
  readonly attack?: AttackView;
}

/** A mapping type or capability group that a document declares. */
export interface Declared {
  readonly id: string;
  readonly name: unknown;
  readonly place: Place;
}

/** A Navigator layer of any format, as it is. */
export interface CheckedLayer {
  readonly file: string;
  readonly layer: SourceRow;
  /** ATT&CK as the layer declares it, where it was asked for. */
  readonly attack?: AttackView;
}

/** A STIX bundle, as it is. */
export interface CheckedBundle {
  readonly file: string;
  /** The bundle itself, for its other members. */
  readonly bundle: SourceRow;
  readonly objects: readonly unknown[];
  /** All domains of the ATT&CK version that the bundle speaks of, where it was asked for. */
  readonly attack?: readonly AttackIndex[];
}

/** A STIX bundle beside an earlier one: the objects that their producer answers for, each once. */
export interface CheckedSuccession {
  /** The path of the later bundle. */
  readonly file: string;
  /** Objects of both, in the order of the later one. */
  readonly kept: readonly KeptObject[];
  /** Objects of the later one alone. */
  readonly added: readonly StixVersion[];
  /** Objects of the earlier one alone, with their places there. */
  readonly vanished: readonly StixVersion[];
  /** False when the two have no object in common, so that one is no version of the other. */
  readonly isRelated: boolean;
}

/** The version of an object that a bundle has; of several the latest one. */
export interface StixVersion {
  readonly id: string;
  readonly object: SourceRow;
  readonly place: Place;
}

/** An object in two bundles. */
export interface KeptObject {
  readonly id: string;
  readonly older: SourceRow;
  readonly newer: SourceRow;
  /** Where the newer one stands. */
  readonly place: Place;
  /** Members that differ, beside the times of the object. */
  readonly changed: readonly string[];
  /** True when both are written in the same way. */
  readonly isSameText: boolean;
}

/** A finding with the rule that it is of and the document that it is in. */
export type LocatedFinding = Diagnostic & Pick<RuleFinding, 'related' | 'edits'>;
