import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { servedSettings } from '../support/sample-server.ts';
import { type Bed, badNight, makeBed } from './bad-night.ts';
import { chosenScenarios, SCENARIOS } from './scenarios.ts';

const SAMPLE = join(import.meta.dirname, '..', '..', 'pipelines', 'sample');
/** Many processes, also on a busy machine. */
const SLOW_MS = 90_000;
let bed: Bed;

beforeAll(async () => {
  bed = await makeBed({
    published: (path) => readFile(join(SAMPLE, path)).catch(() => undefined),
    pipeline: (server) => servedSettings(server, 'align: latest\n'),
    lapse: 40,
  });
}, SLOW_MS);
afterAll(() => bed.close());

it.each(chosenScenarios())('%s', (_, scenario) => badNight(bed, scenario), SLOW_MS);

it(
  'an outage when all is stored: the same bytes, and a warning',
  async () => {
    bed.server.play();
    expect((await bed.build()).exitCode).toBe(0);
    bed.server.play(SCENARIOS['503 for ever']);
    const { exitCode, stderr } = await bed.build();
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toMatch(/found 503 .*; using the stored copy of an earlier run/);
    expect(await bed.found()).toEqual(bed.wanted);
  },
  SLOW_MS,
);
