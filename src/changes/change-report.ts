import type { ChangeReport, LayerChanges, SetChanges, SetSummary } from '../generated/changes.ts';
import type { MappingSet } from '../generated/mapping-set.ts';
import { compareText } from '../model/compare.ts';
import { setPath } from '../model/set-key.ts';
import { isChanged, isRespelled, sumOfTotals } from './change-totals.ts';

/** Everything that was compared; what is left out was empty. */
export interface Compared {
  /** What OLD and NEW are called: as the user named them. */
  readonly old: string;
  readonly new: string;
  readonly sets?: readonly SetChanges[];
  readonly setsAdded?: readonly MappingSet[];
  readonly setsRemoved?: readonly MappingSet[];
  readonly layers?: readonly LayerChanges[];
  readonly layersAdded?: readonly string[];
  readonly layersRemoved?: readonly string[];
}

/** One report on all of it, in an order of its own: pairs that are equal are counted and not listed. */
export function changeReport(compared: Compared): ChangeReport {
  const { sets = [], setsAdded = [], setsRemoved = [] } = compared;
  const { layers = [], layersAdded = [], layersRemoved = [] } = compared;
  return {
    schema_version: '1.0.0',
    old: compared.old,
    new: compared.new,
    totals: {
      sets: {
        compared: sets.length,
        changed: sets.filter(({ totals }) => isChanged(totals)).length,
        added: setsAdded.length,
        removed: setsRemoved.length,
      },
      changes: sumOfTotals(sets.map(({ totals }) => totals)),
      layers: {
        compared: layers.length,
        changed: layers.filter(isLayerChanged).length,
        added: layersAdded.length,
        removed: layersRemoved.length,
      },
    },
    sets: sets
      .filter(({ totals }) => isChanged(totals) || isRespelled(totals))
      .sort((a, b) => compareText(orderOf(a), orderOf(b))),
    sets_added: setsAdded.map(summaryOf).sort(bySummary),
    sets_removed: setsRemoved.map(summaryOf).sort(bySummary),
    layers: layers
      .filter(isLayerChanged)
      .sort((a, b) => compareText(a.new_name, b.new_name) || compareText(a.old_name, b.old_name)),
    layers_added: [...layersAdded].sort(compareText),
    layers_removed: [...layersRemoved].sort(compareText),
  };
}

/** True when something changed; what is only spelled otherwise is no change. */
export function hasChanges({ totals: { sets, layers } }: Pick<ChangeReport, 'totals'>): boolean {
  return [sets, layers].some(({ changed, added, removed }) => changed + added + removed > 0);
}

function isLayerChanged({ totals: { added, removed, changed, members } }: LayerChanges): boolean {
  return added + removed + changed + members > 0;
}

function orderOf({ aligned, new_key, old_key }: SetChanges): string {
  return JSON.stringify([aligned, setPath(new_key), setPath(old_key)]);
}

function summaryOf({ key, label, migrations, capabilities, mappings }: MappingSet): SetSummary {
  return {
    key,
    label,
    aligned: migrations !== undefined,
    capabilities: capabilities.length,
    mappings: mappings.length,
  };
}

function bySummary(a: SetSummary, b: SetSummary): number {
  const order = ({ aligned, key }: SetSummary) => JSON.stringify([aligned, setPath(key)]);
  return compareText(order(a), order(b));
}
