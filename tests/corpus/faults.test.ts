import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { type Bed, badNight, makeBed } from '../faults/bad-night.ts';
import { chosenScenarios } from '../faults/scenarios.ts';
import { corpus, describeCorpus } from './corpus.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Played in every run; ATTACK_MAPPINGS_LONG=1 plays all. */
const SHORT = ['reset in the middle'];

describeCorpus('a publisher that misbehaves', () => {
  let bed: Bed;
  beforeAll(async () => {
    const settings = await readFile(join(ROOT, 'pipelines', 'mappings-explorer.yaml'), 'utf8');
    bed = await makeBed({
      published: (path, origin) => served(path, origin).catch(() => undefined),
      // Hosts become folders of the one host that serves the mirror.
      pipeline: ({ origin }) =>
        settings
          .replaceAll('https://', `${origin}/`)
          .replace(/^hosts: .*/m, `hosts: ["${new URL(origin).host}"]`),
      lapse: 10,
    });
  }, 120_000);
  afterAll(() => bed?.close());

  it.each(chosenScenarios(SHORT))('%s', (_, scenario) => badNight(bed, scenario), 240_000);
});

/** A file of the mirror; the index of ATT&CK names its releases by their addresses. */
async function served(path: string, origin: string): Promise<Buffer> {
  const body = await readFile(join(corpus, path));
  if (!path.includes('/index.json')) return body;
  return Buffer.from(body.toString('utf8').replaceAll('https://', `${origin}/`));
}
