import type { ResolveTechnique } from '../contracts.ts';
import type { Mapping, TechniqueResolution } from '../generated/mapping-set.ts';
import { isParentSubName } from './technique-name.ts';

/**
 * Resolves the technique of each row, every id once. Rows that say its name share one resolution;
 * ATT&CK's own name stands in it only where the row's is another.
 */
export function techniqueReader(
  resolve: ResolveTechnique,
): (mapping: Mapping) => TechniqueResolution | undefined {
  const known = new Map<string, { resolved: TechniqueResolution; plain: TechniqueResolution }>();
  return ({ attack_object_id: id, attack_object_name: stated }) => {
    if (id === undefined) return undefined;
    let entry = known.get(id);
    if (entry === undefined) {
      const resolved = resolve(id);
      const { name: _, ...plain } = resolved;
      entry = { resolved, plain };
      known.set(id, entry);
    }
    const { name } = entry.resolved;
    const stale = name !== undefined && stated !== name && !isParentSubName(stated, name);
    return stale ? entry.resolved : entry.plain;
  };
}
