import type { AttackView, Combination, CombineInput } from '../../contracts.ts';
import { attackObjects, referencesOf } from './attack-objects.ts';
import { type BundleLine, bundleLine, bundleText } from './bundle.ts';
import { departed } from './departed.ts';
import { openFamily } from './family.ts';
import type { StixObject } from './objects.ts';
import { readSettings } from './options.ts';
import { setObjects } from './set-objects.ts';

/**
 * One bundle of all aligned sets of a domain, with one report a set: the objects of their own
 * bundles, each once. Their lines are kept, not the objects.
 */
export function combineBundles({ path, index, options }: CombineInput): Combination {
  const settings = readSettings(options);
  const lines = new Map<string, BundleLine>();
  const references = new Set<string>();
  const views: AttackView[] = [];
  const take = (object: StixObject) => {
    lines.set(object.id, bundleLine(object));
    for (const reference of referencesOf(object)) references.add(reference);
  };
  return {
    add(sets, ledger) {
      const family = openFamily(sets, settings, ledger);
      for (const own of family.sets) {
        const { set, attack } = own.rows.dated;
        if (set.key.domain !== index.domain) continue;
        views.push(attack);
        const made = new Set<string>();
        for (const object of setObjects(own.rows, own.context)) {
          made.add(object.id);
          take(object);
        }
        // After the set's own bundle none is left to revoke.
        for (const object of departed(own, family, made).staying) take(object);
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
