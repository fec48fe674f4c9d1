import type { ExportSet, Ledger } from '../../contracts.ts';
import { groupRows, type SetRows } from './group-rows.ts';
import { openHistory } from './history.ts';
import type { Draft } from './objects.ts';
import type { StixSettings } from './options.ts';
import { scopesOf } from './scope.ts';
import { type SetContext, setContext, setDrafts } from './set-objects.ts';

/** The rows of one set, with what its bundle shares with others of its family. */
export interface FamilySet {
  readonly rows: SetRows;
  readonly context: SetContext;
}

/** The sets of a family as their bundles are made of them. */
export interface Family {
  readonly sets: readonly FamilySet[];
  readonly ledger: Ledger | undefined;
  /** Everything that any of the sets speaks of, by id; worked out when it is first asked for. */
  readonly drafts: () => ReadonlyMap<string, Draft>;
}

/** Ids and contents are worked out over the whole family. Throws `export` for a set without dates. */
export function openFamily(
  sets: readonly ExportSet[],
  settings: StixSettings,
  ledger: Ledger | undefined,
): Family {
  const history = openHistory(ledger);
  const opened = scopesOf(sets, settings, history).flatMap((scope) => {
    const context = setContext(scope, history);
    return groupRows(scope).map((rows) => ({ rows, context }));
  });
  let drafts: ReadonlyMap<string, Draft> | undefined;
  return {
    sets: opened,
    ledger,
    drafts() {
      drafts ??= draftsOf(opened);
      return drafts;
    },
  };
}

function draftsOf(sets: readonly FamilySet[]): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>();
  for (const { rows, context } of sets) {
    for (const draft of setDrafts(rows, context)) drafts.set(draft.id, draft);
  }
  return drafts;
}
