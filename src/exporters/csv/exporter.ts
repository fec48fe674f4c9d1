import type { Exporter } from '../../contracts.ts';
import { csvText } from '../../formats/csv-text.ts';
import { artifactName } from '../../model/artifact-name.ts';
import { coverageOf } from '../../model/coverage.ts';
import { combineCsv } from './combined.ts';
import { coverageRows } from './coverage.ts';
import { mappingRows } from './mappings.ts';

/**
 * `mappings.csv`, one row a mapping, and `coverage.csv`, one row a living technique of the ATT&CK
 * release. `options.coverage: false` leaves the second out.
 */
export const csvExporter: Exporter = {
  name: 'csv',
  scope: 'set',
  *artifacts({ sets, options }) {
    for (const { set, attack, path } of sets) {
      yield {
        path: `${path}/${artifactName(set, 'mappings', 'csv')}`,
        chunks: csvText(mappingRows(set)),
      };
      if (options.coverage === false) continue;
      yield {
        path: `${path}/${artifactName(set, 'coverage', 'csv')}`,
        chunks: csvText(coverageRows(set, coverageOf(set, attack.index))),
      };
    }
  },
  combine: combineCsv,
};
