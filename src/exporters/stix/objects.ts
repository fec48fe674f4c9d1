/** A STIX object as written. */
export type StixObject = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly id: string;
};

/** An object of ours before anyone decided which version of it this is. */
export interface Draft {
  readonly type: string;
  readonly id: string;
  /** Date of the set that first speaks of it, as 2022-01-13. */
  readonly created: string;
  /** Date of the last update of the sets that speak of it: when what is said of it changed, if it did. */
  readonly updated: string;
  /** Properties beyond the common ones; no empty values. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** Who speaks in a family's bundles, and under which terms: the same on every object of it. */
export interface Authorship {
  readonly createdBy: string;
  readonly markings: readonly string[];
}

/** Gives a draft its version: its times. */
export type Versioning = (draft: Draft, authorship: Authorship) => StixObject;

/**
 * The version that nothing came before: created = modified = the set's date, in milliseconds and
 * UTC (STIX 2.1, 2.15, 3.2, 3.6). Later ones are in history.ts.
 */
export const firstVersion: Versioning = ({ type, id, created, content }, authorship) => {
  const time = midnight(created);
  return {
    type,
    spec_version: '2.1',
    id,
    created_by_ref: authorship.createdBy,
    created: time,
    modified: time,
    ...content,
    object_marking_refs: authorship.markings,
  };
};

/** `2022-01-13` as a STIX timestamp. */
export function midnight(date: string): string {
  return `${date}T00:00:00.000Z`;
}
