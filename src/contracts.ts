import type { AttackMappingsError } from './errors.ts';
import type {
  AttackRelease,
  MappingSet,
  SetKey,
  TechniqueResolution,
} from './generated/mapping-set.ts';
import type { SetFacts } from './generated/pipeline.ts';
import type { Diagnostic, SetReport } from './generated/run-report.ts';
import type { LedgerEntry } from './generated/stix-ledger.ts';
import type { ParsedRecord } from './records.ts';

/** A document as fetched: where it is from and what it is, its bytes read on demand. */
export interface FetchedDocument {
  /** The address, or the path beside the pipeline file. Never a path of this machine. */
  readonly url: string;
  readonly mediaType: string;
  readonly sha256: string;
  /** The decoded bytes. Rejects with a `fetch` error when they no longer match `sha256`. */
  readonly read: () => Promise<Uint8Array>;
}

/** Rejects with an AttackMappingsError of code `fetch`. */
export type FetchDocument = (url: string) => Promise<FetchedDocument>;

/** Which documents exist. A source never reads mappings. */
export interface Source {
  documents(fetch: FetchDocument): AsyncIterable<ListedDocument>;
}

/** A document that a source found and has not fetched yet. A document of several sets is listed once for each. */
export interface ListedDocument {
  readonly url: string;
  readonly set: Partial<SetKey>;
  /** The parser that reads it, where that is not the pipeline's. */
  readonly parser?: string;
  readonly role?: DocumentRole;
  /** What the pipeline file says of the set and the document does not. */
  readonly facts?: SetFacts;
  /** Why the sets that `set` names in part could not be listed: they fail, the others are built. */
  readonly error?: AttackMappingsError;
}

/** rows: a set is made of it (the default). enrich: it adds to a set, and is compared with it. */
export type DocumentRole = 'rows' | 'enrich';

/** What a parser reads: one document with its bytes. */
export interface ParserInput {
  readonly url: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly body: Uint8Array;
  readonly set?: Partial<SetKey>;
}

/** Pure: bytes in, records out. Throws an AttackMappingsError of code `parse` or `schema`. */
export type Parser = (input: ParserInput) => Iterable<ParsedRecord> | AsyncIterable<ParsedRecord>;

/** One technique or sub-technique of one ATT&CK release. */
export interface Technique {
  /** ATT&CK id, as T1059.001. */
  readonly id: string;
  readonly stix_id: string;
  readonly name: string;
  /** Shortnames, as privilege-escalation. */
  readonly tactics: readonly string[];
  readonly platforms: readonly string[];
  /** ATT&CK id of the parent of a sub-technique. */
  readonly parent?: string;
  readonly revoked?: boolean;
  readonly deprecated?: boolean;
  /** ATT&CK ids of the targets of its revoked-by relationships, each once. */
  readonly revoked_by?: readonly string[];
  /** Targets of its revoked-by relationships that the bundle does not hold: STIX ids. */
  readonly revoked_by_missing?: readonly string[];
}

export interface Tactic {
  readonly id: string;
  readonly shortname: string;
  readonly name: string;
}

/** One ATT&CK release in one domain, in compact form. */
export interface AttackIndex {
  /** enterprise, mobile or ics. */
  readonly domain: string;
  readonly release: AttackRelease;
  /** In matrix order. */
  readonly tactics: readonly Tactic[];
  /** By ATT&CK id. */
  readonly techniques: ReadonlyMap<string, Technique>;
  /** Objects whose ATT&CK id another object has now: the living one counts. */
  readonly shadowed?: readonly Technique[];
}

/** A technique id followed along revoked-by. */
export interface ResolvedTechnique {
  /** What the id itself names. */
  readonly own: Technique;
  /** The end of the chain: `own` when it is not revoked, or revoked without a successor. */
  readonly technique: Technique;
  /** The domain that knows it. */
  readonly domain: string;
}

/** What an exporter may ask of ATT&CK for one set. */
export interface AttackView {
  /** The set's own domain: the only one a layer may use. */
  readonly index: AttackIndex;
  /** The set's domain first, then the others of that version, as far as they were asked for. */
  readonly domains: readonly AttackIndex[];
  /** Looks into the set's domain first, then into the others of that version. */
  resolve(id: string): ResolvedTechnique | undefined;
  /** Unchanged objects of the bundles, by STIX id, with the identities and markings they refer to. */
  objects(stixIds: ReadonlySet<string>): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** What ATT&CK says of a technique id, in the set's version. */
export type ResolveTechnique = (id: string) => TechniqueResolution;

/** Collects what is wrong in the data; never throws. */
export type Report = (diagnostic: Diagnostic) => void;

/** What is known of a mapping framework. */
export interface Framework {
  readonly id: string;
  /** Name for people, as NIST 800-53. */
  readonly label: string;
  /** What its capabilities become in STIX. */
  readonly kind: 'control' | 'vulnerability' | 'enumeration';
  /** True when each framework version is an edition of its own (NIST rev4, rev5). */
  readonly numbered: boolean;
  /** Mapping types, beyond mitigates, that say that a capability mitigates a technique. */
  readonly mitigatingTypes: readonly string[];
}

/** A set on its way out, with the ATT&CK release it speaks of. */
export interface ExportSet {
  readonly set: MappingSet;
  readonly attack: AttackView;
  readonly framework: Framework;
  /** Folder of the set below the pipeline's folder, as `m365/attack-16.1/m365-07.18.2025/enterprise`. */
  readonly path: string;
  /** True for a set that is carried to another ATT&CK version, beside the published one. */
  readonly aligned?: boolean;
}

export interface ExportInput {
  readonly sets: readonly ExportSet[];
  readonly options: Readonly<Record<string, unknown>>;
  /** What earlier builds published of the family; absent when no history is kept. */
  readonly ledger?: Ledger;
}

/** The STIX objects that earlier builds published for one family. */
export interface Ledger {
  /** Objects of all its bundles by STIX id, each in its latest version. */
  readonly entries: ReadonlyMap<string, LedgerEntry>;
  /** Those that the bundles of a set's lineage held, by the path of the set that is made now. */
  of(path: string): ReadonlyMap<string, LedgerEntry>;
  /** Texts of earlier files of this name of the set's lineage, those of its own folder first. */
  earlier(path: string, name: string): AsyncIterable<string>;
}

/** A file to be: a path below the pipeline's folder, and its text in chunks. */
export interface Artifact {
  readonly path: string;
  readonly chunks: Iterable<string> | AsyncIterable<string>;
}

/**
 * Turns sets into files. `set`: called once per set. `family`: called once per framework and
 * edition with the newest set of each of its lineages, because their bundles share objects.
 */
export interface Exporter {
  readonly name: string;
  readonly scope: 'set' | 'family';
  artifacts(input: ExportInput, report: Report): Iterable<Artifact>;
  /** Files over all frameworks, for formats that have such. */
  combine?(input: CombineInput): Combination;
}

/** The text of a file below the pipeline's folder; undefined when there is none. */
export type ReadOutput = (path: string) => Promise<string | undefined>;

/** What the files over all frameworks of one domain are made for. */
export interface CombineInput {
  /** Folder of the files, as `combined/18.1/enterprise`. */
  readonly path: string;
  /** The release and domain that all sets are aligned to. */
  readonly index: AttackIndex;
  readonly options: Readonly<Record<string, unknown>>;
  /** The text of a file as an earlier build left it; absent when no history was kept. */
  readonly earlier?: ReadOutput;
}

/** Files over all frameworks in the making: families come one by one, in any order, and are let go. */
export interface Combination {
  /**
   * The aligned sets of a family, of all domains, because they share objects. `written`: reads their
   * own files, which are in place; absent where no history is kept of the family.
   */
  add(family: readonly ExportSet[], written?: ReadOutput): void | Promise<void>;
  /** Called once, after the last family. */
  artifacts(): Iterable<Artifact>;
}

/** A file as written. */
export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Files on their way to the output folder: nothing shows before `commit`. */
export interface Staging {
  write(artifact: Artifact): Promise<WrittenFile>;
  /** Renames every staged file in. */
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** One pipeline's folder of output, locked for one build. Rejects with an `export` error. */
export interface OutputFolder {
  stage(): Staging;
  /** The text of a file, undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  remove(path: string): Promise<void>;
}

/** Texts kept between runs, by name; losing one costs time, never correctness. */
export interface Cache {
  get(name: string): Promise<string | undefined>;
  put(name: string, text: string): Promise<void>;
}

/** What a run tells while it goes on. */
export type RunEvent =
  | { readonly type: 'stage'; readonly stage: string; readonly total: number }
  | { readonly type: 'progress'; readonly stage: string; readonly label: string }
  | { readonly type: 'set'; readonly report: SetReport };

/** Everything a run touches outside the process. */
export interface Ports {
  readonly fetch: FetchDocument;
  readonly output: OutputFolder;
  readonly cache: Cache;
  readonly observe: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}
