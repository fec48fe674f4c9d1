// Made from schemas/stix-ledger.schema.json by "npm run types". Not for editing by hand.

/**
 * The history of the STIX objects of one lineage: what a build has to know so that unchanged objects stay as they were published. Lies beside the bundle that it speaks of.
 */
export interface StixLedger {
  /**
   * Version of this schema.
   */
  schema_version: '1.0.0';
  /**
   * Every object of ours that a bundle of this lineage ever held, ordered by id.
   */
  objects: LedgerEntry[];
}
/**
 * One object in its latest version.
 */
export interface LedgerEntry {
  /**
   * STIX id.
   */
  id: string;
  /**
   * When its first version was made; never changes.
   */
  created: string;
  /**
   * Its latest version; absent on markings, which have none (STIX 2.1, 7.2.1).
   */
  modified?: string;
  /**
   * Hash of the object's JSON without created and modified.
   */
  sha256: string;
  /**
   * How often what it speaks of has been there: from 2, when it was revoked and came back under this id.
   */
  generation?: number;
  /**
   * True when what it speaks of is gone; it stays in the bundle like this.
   */
  revoked?: true;
  object?: LastingObject;
}
/**
 * An object that stays in the bundle as it is when nothing speaks of it: a revoked one, a marking or an identity.
 */
export interface LastingObject {
  /**
   * STIX type.
   */
  type: string;
  /**
   * STIX id.
   */
  id: string;
  [k: string]: unknown;
}
