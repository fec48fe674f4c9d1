import type { FetchDocument } from '../../contracts.ts';
import { AttackMappingsError, asAttackMappingsError } from '../../errors.ts';
import { type CheckRobots, robotsRules } from './robots.ts';

/** The pages of one website, as far as its robots.txt lets us read them. */
export interface SitePages {
  /** The home page, in the form that all addresses have. */
  readonly home: string;
  readonly check: CheckRobots;
  /** Rejects with a `fetch` error, also for a page that robots.txt forbids: that one is not asked for. */
  readonly fetch: FetchDocument;
}

/** Reads robots.txt before anything else. */
export async function openSitePages(fetch: FetchDocument, home: string): Promise<SitePages> {
  const check = await robotsRules(fetch, home);
  return {
    home,
    check,
    async fetch(address) {
      check(address);
      return fetch(address);
    },
  };
}

export type Outcome<T> = { readonly value: T } | { readonly error: AttackMappingsError };

/** What becomes of work that is begun now and looked at later. Fatal errors are thrown then. */
export function begun<T>(work: Promise<T>, subject: string): () => Promise<Outcome<T>> {
  const settled = work.then(
    (value) => ({ value }),
    (error) => ({ error: asAttackMappingsError(error, 'parse', subject) }),
  );
  return async () => {
    const outcome = await settled;
    if ('error' in outcome && outcome.error.fatal) throw outcome.error;
    return outcome;
  };
}

/** What is wrong with a page whose shape is not the known one. */
export function unknownShape(
  address: string,
  expected: string,
  found: string,
): AttackMappingsError {
  return new AttackMappingsError(
    'expectation',
    address,
    `expected ${expected}, found ${found}: the site's pages have changed, or this is another page`,
  );
}
