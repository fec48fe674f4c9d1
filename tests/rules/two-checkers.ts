import type { Json } from '../support/stix-rules.ts';
import { successionBreaches } from '../support/stix-succession.ts';
import { findingsOf } from './checked-succession.ts';

/** What each rule finds in the words of the other checker. */
export const WORDS: Readonly<Record<string, string>> = {
  'bundle-unrelated': 'unrelated',
  'bundle-object-missing': 'missing',
  'bundle-created-changed': 'created',
  'bundle-change-without-version': 'change',
  'bundle-modified-earlier': 'back',
  'bundle-version-without-change': 'no change',
  'bundle-revoked-changed': 'revoked',
  'bundle-modified-before-created': 'modified before created',
  'bundle-timestamp': 'time',
  'bundle-other-bytes': 'bytes',
};

/** The objects of two bundles. */
interface Two {
  readonly earlier: readonly Json[];
  readonly later: readonly Json[];
}

/** What the rules say of two bundles, in the words of the other checker. */
export function found({ earlier, later }: Two): string[] {
  return findingsOf(earlier, later).map(({ rule, place: { pointer = '' }, found: what }) => {
    const index = pointer.split('/')[2];
    const about = index === undefined ? what : later[Number(index)]?.id;
    return `${WORDS[rule]}${about === undefined ? '' : `: ${about}`}`;
  });
}

/** What the other checker says. */
export function breaches({ earlier, later }: Two): string[] {
  const bundle = { type: 'bundle', id: 'bundle--1' };
  return successionBreaches({ ...bundle, objects: earlier }, { ...bundle, objects: later });
}
