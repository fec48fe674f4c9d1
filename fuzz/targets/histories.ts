import fc from 'fast-check';
import { stixExporter } from '../../src/exporters/stix/exporter.ts';
import type { Bundle } from '../../tests/support/stix-rules.ts';
import { successionBreaches } from '../../tests/support/stix-succession.ts';
import { differences } from '../differences.ts';
import { exported } from '../export.ts';
import { failOn } from '../fail-on.ts';
import { anyFramework, anyStated, exportSetOf, type Stated } from '../inputs/any-set.ts';
import { memoryLedger } from '../memory-ledger.ts';
import { type Target, target } from '../target.ts';
import { timeless } from '../timeless.ts';

/** One build of a family: the sets as stated then. */
type Night = readonly Stated[];

/** Nights on which rows of a family go, come back and change; what else is stated changes too. */
const anyHistory: fc.Arbitrary<readonly Night[]> = fc
  .tuple(anyFramework, fc.integer({ min: 2, max: 5 }), fc.boolean())
  .chain(([framework, length, hasMobile]) => {
    const domain = (name: string) => {
      const stated = anyStated(framework, name);
      return stated.chain((first) =>
        fc.array(nightOf(first, stated), { minLength: length, maxLength: length }),
      );
    };
    const domains = hasMobile ? [domain('enterprise'), domain('mobile')] : [domain('enterprise')];
    return fc
      .tuple(...domains)
      .map((all) => Array.from({ length }, (_, i) => all.flatMap((nights) => nights[i] ?? [])));
  });

/** Some of the rows of the first night, a few others, and the rest of it as it was or anew. */
function nightOf(first: Stated, other: fc.Arbitrary<Stated>): fc.Arbitrary<Stated> {
  return fc
    .tuple(fc.subarray([...first.rows]), other, fc.boolean(), fc.nat(3))
    .map(([rows, next, isAnew, more]) => ({
      key: first.key,
      types: first.types,
      metadata: isAnew ? next.metadata : first.metadata,
      groups: isAnew ? next.groups : first.groups,
      rows: [...rows, ...next.rows.slice(0, more)],
    }));
}

/** Each night follows the rules of versions from the one before; the last is as if it were the first. */
export const historyTarget: Target = target<readonly Night[]>({
  name: 'histories/stix',
  short: 60,
  input: anyHistory,
  check: checkHistory,
});

export async function checkHistory(nights: readonly Night[]): Promise<void> {
  let files = new Map<string, string>();
  for (const night of nights) {
    const sets = night.map(exportSetOf);
    const next = await exported(stixExporter, sets, {}, memoryLedger(files));
    for (const [path, bundle] of bundlesOf(next)) {
      const before = files.get(path);
      if (before !== undefined) failOn(successionBreaches(JSON.parse(before), bundle));
    }
    const again = await exported(stixExporter, sets, {}, memoryLedger(next));
    for (const [path, bundle] of bundlesOf(again))
      failOn(differences(next.get(path) ?? '', again.get(path) ?? bundle.id));
    files = next;
  }
  const fresh = await exported(stixExporter, (nights.at(-1) ?? []).map(exportSetOf));
  checkEnd(new Map(bundlesOf(files)), new Map(bundlesOf(fresh)));
}

/** What a set no longer speaks of stays in its bundle for as long as another set of the family does. */
function checkEnd(grown: ReadonlyMap<string, Bundle>, fresh: ReadonlyMap<string, Bundle>): void {
  const spoken = new Set([...fresh.values()].flatMap(timeless));
  for (const [path, bundle] of fresh) {
    const here = timeless(grown.get(path) ?? bundle);
    const own = new Set(timeless(bundle));
    const staying = here.filter((text) => !own.has(text));
    failOn(staying.filter((text) => !spoken.has(text)).map((text) => `${path} keeps ${text}`));
    const all = new Set(here);
    failOn([...own].filter((text) => !all.has(text)).map((text) => `${path} lacks ${text}`));
  }
}

function* bundlesOf(files: ReadonlyMap<string, string>): Generator<[string, Bundle]> {
  for (const [path, text] of files)
    if (path.endsWith('/stix-bundle.json')) yield [path, JSON.parse(text)];
}
