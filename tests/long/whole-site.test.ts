import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { measureNode } from '../../bench/measure.ts';
import { type GeneratedSite, serveSite } from '../support/generated-site/serve-site.ts';
import { FRAMEWORKS } from '../support/generated-site/site-data.ts';
import { writeSitePipeline } from '../support/generated-site/site-pipeline.ts';
import { cliPath } from '../support/run-cli.ts';

const SIZE = { capabilities: 430, techniques: 150, rows: 4 };
/** Has the largest sets of all, and about a quarter of the pages. */
const QUARTER = FRAMEWORKS.filter(({ site }) => ['aws', 'kev', 'm365'].includes(site));
/** Little more than one set needs, so that what is held of every page would show. */
const SMALL_HEAP = ['--max-semi-space-size=4', '--max-old-space-size=80'];
const BUILD_HEAP = ['--max-semi-space-size=8', '--max-old-space-size=200'];

const CRAWL = fileURLToPath(import.meta.resolve('./crawl-process.ts'));

const figures: string[] = [];
let site: GeneratedSite;
let folder: string;

async function serve(frameworks: typeof FRAMEWORKS): Promise<void> {
  site = await serveSite(frameworks, SIZE);
  folder = await mkdtemp(join(tmpdir(), 'attack-mappings-whole-site-'));
}

/** Runs node, and gives the paths asked for and the peak memory in MB. */
async function measure(what: string, args: readonly string[]) {
  site.requests.length = 0;
  const usage = join(folder, 'usage.json');
  const { seconds, peakBytes } = await measureNode(args, usage, new AbortController().signal);
  const asked = [...site.requests];
  const peak = Math.round(peakBytes / 1e6);
  figures.push(
    `${what}: ${asked.length} requests in ${seconds.toFixed(1)} s, ${Math.round(asked.length / seconds)}/s, peak ${peak} MB`,
  );
  return { asked, peak };
}

const crawl = (name: string, level: string, cache = 'cache') =>
  measure(`crawl of ${name}, ${level}`, [
    ...SMALL_HEAP,
    '--import',
    'tsx',
    CRAWL,
    site.home,
    level,
    join(folder, cache),
  ]);

function expectedPaths(level: string): string[] {
  const { ways, tables, others } = site.pages;
  const paths = new Set([...ways, ...tables, ...(level === 'full' ? others : [])]);
  const { pathname } = new URL(site.home);
  return ['/robots.txt', ...[...paths].map((path) => pathname + path)].sort();
}

describe.skipIf(process.env.ATTACK_MAPPINGS_LONG === undefined)(
  'a site of 33 versions (needs ATTACK_MAPPINGS_LONG: npm run test:site)',
  { timeout: 600_000 },
  () => {
    afterEach(async () => {
      await site.close();
      await rm(folder, { recursive: true, force: true });
    });
    afterAll(() => process.stdout.write(`${figures.join('\n')}\n`));

    it('is crawled without a missing or doubled page, conditionally the second time', async () => {
      await serve(FRAMEWORKS);
      expect(site.pages.tables).toHaveLength(33);
      expect(expectedPaths('full').length).toBeGreaterThan(15_000);
      for (const level of ['tables', 'full']) {
        const first = await crawl('33 versions', level, level);
        expect(first.asked.map(({ path }) => path).sort()).toEqual(expectedPaths(level));
        const second = await crawl('33 versions again', level, level);
        expect(second.asked.map(({ path }) => path).sort()).toEqual(expectedPaths(level));
        const others = second.asked.filter((request) => request.status !== 304);
        expect(others).toEqual([{ path: '/robots.txt', isConditional: false, status: 404 }]);
      }
    });

    it('takes no more memory for four times the pages', async () => {
      await serve(QUARTER);
      const quarter = await crawl('8 versions', 'full');
      await site.close();
      await rm(folder, { recursive: true });
      await serve(FRAMEWORKS);
      const whole = await crawl('33 versions', 'full');
      expect(whole.asked.length).toBeGreaterThan(3.5 * quarter.asked.length);
      expect(whole.peak).toBeLessThan(1.2 * quarter.peak);
    });

    it('is built in full in a heap that its largest sets fill', async () => {
      await serve(FRAMEWORKS);
      const pipeline = await writeSitePipeline(folder, site);
      const { asked, peak } = await measure('build of 33 versions, full', [
        ...BUILD_HEAP,
        cliPath,
        'build',
        pipeline,
        ...['--out', join(folder, 'out'), '--cache', join(folder, 'cache'), '--level', 'full'],
      ]);
      const pages = asked.map(({ path }) => path).filter((path) => !path.startsWith('/attack/'));
      expect(pages.sort()).toEqual(expectedPaths('full'));
      expect(peak).toBeLessThan(400);
    });
  },
);
