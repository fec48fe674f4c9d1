import type { ScopeAuthorship } from './authorship.ts';
import { capabilityIds } from './capability-ids.ts';
import { EXTENSION_DEFINITION, GENERATOR_IDENTITY, TLP_CLEAR } from './generator.ts';
import type { SetRows } from './group-rows.ts';
import { noteDrafts } from './notes.ts';
import type { Draft, StixObject, Versioning } from './objects.ts';
import { relationshipDraft } from './relationships.ts';
import { reportDraft } from './report.ts';
import type { Scope } from './scope.ts';

export interface SetContext {
  readonly scope: Scope;
  readonly authorship: ScopeAuthorship;
  /** The capabilities of the whole scope, by STIX id. */
  readonly capabilities: ReadonlyMap<string, Draft>;
  readonly version: Versioning;
}

/**
 * All objects of ours in the bundle of one set, each in the version that `version` gives it: the
 * whole list, before a byte of the bundle is written. In no particular order.
 */
export function setObjects(rows: SetRows, context: SetContext): StixObject[] {
  const { authorship, version } = context;
  return [
    EXTENSION_DEFINITION,
    TLP_CLEAR,
    GENERATOR_IDENTITY,
    ...authorship.objects,
    ...setDrafts(rows, context).map((draft) => version(draft, authorship)),
  ];
}

function setDrafts(rows: SetRows, { scope, authorship, capabilities }: SetContext): Draft[] {
  const idOf = capabilityIds(scope);
  const { set } = rows.dated;
  const drafts = [
    ...set.capabilities
      .map(({ identity }) => capabilities.get(idOf(identity)))
      .filter((draft) => draft !== undefined),
    ...rows.edges.map((edge) => relationshipDraft(scope, edge)),
    ...noteDrafts(scope, rows, authorship.createdBy),
  ];
  const refs = drafts.map((draft) => draft.id);
  return [
    ...drafts,
    reportDraft(scope, rows.dated, refs.length === 0 ? [authorship.createdBy] : refs),
  ];
}
