import type {
  AttackView,
  Combination,
  CombineInput,
  ExportSet,
  ReadOutput,
} from '../../contracts.ts';
import { attackObjects, referencesOf } from './attack-objects.ts';
import { type BundleLine, bundleLine, bundleText } from './bundle.ts';
import { openFamily } from './family.ts';
import { GENERATOR_IDENTITY } from './generator.ts';
import type { StixObject } from './objects.ts';
import { readSettings } from './options.ts';
import { setObjects } from './set-objects.ts';
import { storedObjects } from './stored-bundle.ts';

const NAME = 'stix-bundle.json';

/**
 * One bundle of all aligned sets of a domain, with one report a set: the objects of their own
 * bundles, each once. Where history is kept, what it held before stays in it. Lines are kept, not
 * objects.
 */
export function combineBundles({ path, index, options, earlier }: CombineInput): Combination {
  const settings = readSettings(options);
  const lines = new Map<string, BundleLine>();
  const references = new Set<string>();
  const views: AttackView[] = [];
  const take = (object: StixObject) => {
    lines.set(object.id, bundleLine(object));
    for (const reference of referencesOf(object)) references.add(reference);
  };
  return {
    async add(sets, written) {
      for (const set of sets) if (isOfDomain(set)) views.push(set.attack);
      const objects = written ? published(sets, written) : made(sets);
      for await (const object of objects) take(object);
    },
    *artifacts() {
      yield { path: `${path}/${NAME}`, chunks: chunks() };
    },
  };

  function isOfDomain({ set }: ExportSet): boolean {
    return set.key.domain === index.domain;
  }

  /** The bundles that were just written: they hold what is revoked, too. */
  async function* published(
    sets: readonly ExportSet[],
    written: ReadOutput,
  ): AsyncGenerator<StixObject> {
    for (const { path: folder } of sets.filter(isOfDomain)) {
      const text = await written(`${folder}/${NAME}`);
      if (text !== undefined) yield* storedObjects(text, folder);
    }
  }

  function* made(sets: readonly ExportSet[]): Generator<StixObject> {
    for (const { rows, context } of openFamily(sets, settings, undefined).sets) {
      if (isOfDomain(rows.dated)) yield* setObjects(rows, context);
    }
  }

  async function* chunks(): AsyncGenerator<string> {
    const before = await earlier?.(`${path}/${NAME}`);
    for (const object of before === undefined ? [] : storedObjects(before, path)) {
      if (object.created_by_ref === GENERATOR_IDENTITY.id && !lines.has(object.id)) take(object);
    }
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
