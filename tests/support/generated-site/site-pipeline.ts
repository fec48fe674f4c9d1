import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GeneratedSite } from './serve-site.ts';

/** A pipeline file for a served site, with more settings at its end; returns its path. */
export async function writeSitePipeline(
  folder: string,
  { home, origin, host }: GeneratedSite,
  more = '',
): Promise<string> {
  const path = join(folder, 'site.yaml');
  const text = `title: A generated site
source: { type: site, home: "${home}" }
parser: site-page
attack: ${origin}/attack/index.json
hosts: ["${host}"]
concurrency: 4
exporters: { json: , csv: , navigator: , stix: }
attribution: [Served by a test.]
${more}`;
  await writeFile(path, text);
  return path;
}
