import type { Exporter } from '../contracts.ts';
import { csvExporter } from './csv/exporter.ts';
import { ctidJsonExporter } from './ctid-json.ts';
import { jsonExporter } from './json.ts';
import { navigatorExporter } from './navigator/exporter.ts';
import { stixExporter } from './stix/exporter.ts';

/** Every exporter by the name that pipeline files and `--formats` use. */
export const exporters: ReadonlyMap<string, Exporter> = new Map(
  [jsonExporter, stixExporter, navigatorExporter, csvExporter, ctidJsonExporter].map((exporter) => [
    exporter.name,
    exporter,
  ]),
);
