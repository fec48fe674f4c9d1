import { authorshipOf, organizationOf, type ScopeAuthorship } from './authorship.ts';
import { capabilityIds } from './capability-ids.ts';
import { capabilityDrafts } from './capability-objects.ts';
import { EXTENSION_DEFINITION, GENERATOR_IDENTITY, TLP_CLEAR } from './generator.ts';
import type { SetRows } from './group-rows.ts';
import type { History } from './history.ts';
import { noteDrafts } from './notes.ts';
import type { Draft, StixObject } from './objects.ts';
import { relationshipDraft } from './relationships.ts';
import { reportDraft } from './report.ts';
import type { Scope } from './scope.ts';

export interface SetContext {
  readonly scope: Scope;
  readonly authorship: ScopeAuthorship;
  /** The capabilities of the whole scope, by STIX id. */
  readonly capabilities: ReadonlyMap<string, Draft>;
  readonly history: History;
}

/** What the bundles of a scope share. */
export function setContext(scope: Scope, history: History): SetContext {
  return {
    scope,
    authorship: authorshipOf(scope),
    capabilities: capabilityDrafts(scope),
    history,
  };
}

/**
 * All objects of ours in the bundle of one set, one after the other, each in the version that the
 * history gives it. In no particular order.
 */
export function* setObjects(rows: SetRows, context: SetContext): Generator<StixObject> {
  const { authorship, history } = context;
  yield* [EXTENSION_DEFINITION, TLP_CLEAR, GENERATOR_IDENTITY];
  yield* authorship.objects;
  const organization = organizationOf(rows.dated);
  if (organization !== undefined) yield organization;
  for (const draft of setDrafts(rows, context)) yield history.version(draft, authorship);
}

/** The objects that a set speaks of, before they are given a version. */
export function* setDrafts(rows: SetRows, context: SetContext): Generator<Draft> {
  const { scope, authorship } = context;
  const organization = organizationOf(rows.dated);
  const refs = organization === undefined ? [] : [organization.id];
  for (const draft of contentDrafts(rows, context)) {
    refs.push(draft.id);
    yield draft;
  }
  yield reportDraft(scope, rows.dated, refs.length === 0 ? [authorship.createdBy] : refs);
}

/** What the set's report refers to. */
function* contentDrafts(
  rows: SetRows,
  { scope, authorship, capabilities }: SetContext,
): Generator<Draft> {
  const idOf = capabilityIds(scope);
  for (const { identity } of rows.dated.set.capabilities) {
    const draft = capabilities.get(idOf(identity));
    if (draft !== undefined) yield draft;
  }
  for (const edge of rows.edges) yield relationshipDraft(scope, edge);
  yield* noteDrafts(scope, rows, authorship.createdBy);
}
