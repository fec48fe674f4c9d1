import type { AttackView, Combination, CombineInput } from '../../contracts.ts';
import { attackObjects, referencesOf } from './attack-objects.ts';
import { type BundleLine, bundleLine, bundleText } from './bundle.ts';
import { groupRows } from './group-rows.ts';
import { readSettings } from './options.ts';
import { scopesOf } from './scope.ts';
import { setContext, setObjects } from './set-objects.ts';

/**
 * One bundle of all aligned sets of a domain, with one report a set: the objects of their own
 * bundles, each once. Their lines are kept, not the objects.
 */
export function combineBundles({ path, index, options }: CombineInput): Combination {
  const settings = readSettings(options);
  const lines = new Map<string, BundleLine>();
  const references = new Set<string>();
  const views: AttackView[] = [];
  return {
    add(family) {
      for (const scope of scopesOf(family, settings)) {
        const context = setContext(scope);
        for (const rows of groupRows(scope)) {
          if (rows.dated.set.key.domain !== index.domain) continue;
          views.push(rows.dated.attack);
          for (const object of setObjects(rows, context)) {
            lines.set(object.id, bundleLine(object));
            for (const reference of referencesOf(object)) references.add(reference);
          }
        }
      }
    },
    *artifacts() {
      yield { path: `${path}/stix-bundle.json`, chunks: chunks() };
    },
  };

  async function* chunks(): AsyncGenerator<string> {
    if (settings.attackObjects === 'full') {
      for (const view of views) {
        for (const object of await attackObjects(references, lines, view)) {
          lines.set(object.id, bundleLine(object));
        }
      }
    }
    yield* bundleText(lines.values());
  }
}
