import type { ResolveTechnique } from '../contracts.ts';
import type { Mapping, TechniqueResolution } from '../generated/mapping-set.ts';
import { isNameOf, parentIdOf } from './technique-name.ts';

interface Known {
  readonly resolved: TechniqueResolution;
  readonly plain: TechniqueResolution;
  readonly parentName: string | undefined;
}

/**
 * Resolves the technique of each row, every id once. Rows that say its name share one resolution;
 * ATT&CK's own name stands in it only where the row's is another.
 */
export function techniqueReader(
  resolve: ResolveTechnique,
): (mapping: Mapping) => TechniqueResolution | undefined {
  const known = new Map<string, Known>();
  return ({ attack_object_id: id, attack_object_name: stated }) => {
    if (id === undefined) return undefined;
    let entry = known.get(id);
    if (entry === undefined) {
      const resolved = resolve(id);
      const { name: _, ...plain } = resolved;
      const parent = parentIdOf(id);
      const parentName = parent === undefined ? undefined : resolve(parent).name;
      entry = { resolved, plain, parentName };
      known.set(id, entry);
    }
    const { resolved, plain, parentName } = entry;
    const { name } = resolved;
    return name === undefined || isNameOf(stated, name, parentName) ? plain : resolved;
  };
}
