import type { Artifact, Exporter, ExportInput, Report } from '../../contracts.ts';
import { artifactName } from '../../model/artifact-name.ts';
import { bundleText } from './bundle.ts';
import { combineBundles } from './combined.ts';
import { deltaText } from './delta.ts';
import { openFamily } from './family.ts';
import { reportLeftRows } from './findings.ts';
import { ledgerText } from './ledger-text.ts';
import { type MadeBundle, makeBundle } from './made-bundle.ts';
import { readSettings } from './options.ts';

/**
 * STIX 2.1 bundles, one a set: `stix-bundle.json`; where history is kept, with `stix-delta.json` and
 * `stix-ledger.json` beside it. Called once a family, with the newest set of each lineage or, with
 * `releases: all`, with all of them. Throws `config` on an unknown option value and `export` on a set
 * without dates.
 */
export const stixExporter: Exporter = {
  name: 'stix',
  scope: 'family',
  artifacts,
  combine: combineBundles,
};

function* artifacts({ sets, options, ledger }: ExportInput, report: Report): Generator<Artifact> {
  const settings = readSettings(options);
  const family = openFamily(sets, settings, ledger);
  for (const own of family.sets) {
    reportLeftRows(own.rows, report);
    const { path, set } = own.rows.dated;
    const named = (stem: string) => `${path}/${artifactName(set, stem, 'json')}`;
    // Made when the first of its files is written.
    let made: Promise<MadeBundle> | undefined;
    const bundle = () => {
      made ??= makeBundle(own, family, settings);
      return made;
    };
    const text = async function* (textOf: (made: MadeBundle) => Iterable<string>) {
      yield* textOf(await bundle());
    };
    yield { path: named('stix-bundle'), chunks: text(({ lines }) => bundleText(lines)) };
    if (ledger === undefined) continue;
    yield { path: named('stix-delta'), chunks: deltaText(own, ledger, bundle) };
    // The last one: as long as the old ledger stands, the next build makes all three anew.
    yield { path: named('stix-ledger'), chunks: text(({ entries }) => ledgerText(entries)) };
  }
}
