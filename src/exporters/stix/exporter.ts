import type { Artifact, Exporter, ExportInput, Report } from '../../contracts.ts';
import { artifactName } from '../../model/artifact-name.ts';
import { attackObjects, referencesOf } from './attack-objects.ts';
import { bundleLines, bundleText } from './bundle.ts';
import { combineBundles } from './combined.ts';
import { reportLeftRows } from './findings.ts';
import { groupRows, type SetRows } from './group-rows.ts';
import { readSettings, type StixSettings } from './options.ts';
import { scopesOf } from './scope.ts';
import { type SetContext, setContext, setObjects } from './set-objects.ts';

/**
 * STIX 2.1 bundles, one a set: `stix-bundle.json`. Called once a family, with the newest set of each
 * lineage or, with `releases: all`, with all of them. Throws `config` on an unknown option value and
 * `export` on a set without dates.
 */
export const stixExporter: Exporter = {
  name: 'stix',
  scope: 'family',
  artifacts,
  combine: combineBundles,
};

function* artifacts({ sets, options }: ExportInput, report: Report): Generator<Artifact> {
  const settings = readSettings(options);
  for (const scope of scopesOf(sets, settings)) {
    const context = setContext(scope);
    for (const rows of groupRows(scope)) {
      reportLeftRows(rows, report);
      const { path, set } = rows.dated;
      yield {
        path: `${path}/${artifactName(set, 'stix-bundle', 'json')}`,
        chunks: chunks(rows, context, settings),
      };
    }
  }
}

async function* chunks(
  rows: SetRows,
  context: SetContext,
  { attackObjects: wanted }: StixSettings,
): AsyncGenerator<string> {
  const own = setObjects(rows, context);
  if (wanted === 'none') return yield* bundleText(bundleLines(own));
  const all = [...own];
  const present = new Set(all.map(({ id }) => id));
  const full = await attackObjects(all.flatMap(referencesOf), present, rows.dated.attack);
  yield* bundleText(bundleLines([...all, ...full]));
}
