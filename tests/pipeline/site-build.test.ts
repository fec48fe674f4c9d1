import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import type { RunReport } from '../../src/generated/run-report.ts';
import { placesOf } from '../support/generated-site/places.ts';
import type { GeneratedSite } from '../support/generated-site/serve-site.ts';
import { writeSitePipeline } from '../support/generated-site/site-pipeline.ts';
import {
  SMALL_SIZE,
  serveInstead,
  serveSmallSite,
  smallFrameworks,
} from '../support/generated-site/small-site.ts';
import { cliPath, runCli, temporaryFolder } from '../support/run-cli.ts';

let site: GeneratedSite;
let folder: string;
let args: string[];

beforeEach(async () => {
  site = await serveSmallSite();
  folder = await temporaryFolder();
  const pipeline = await writeSitePipeline(folder, site);
  args = [
    'build',
    pipeline,
    '--out',
    join(folder, 'out'),
    '--cache',
    join(folder, 'cache'),
    '--json',
  ];
});

async function build(...more: string[]) {
  const { exitCode, stdout, stderr } = await runCli([...args, ...more]);
  return { exitCode, stderr, report: JSON.parse(stdout) as RunReport };
}

const readSet = async (path: string): Promise<MappingSet> =>
  JSON.parse(await readFile(join(folder, 'out', 'site', path, 'mappings.json'), 'utf8'));

const sets = () =>
  placesOf(site.home, smallFrameworks(), SMALL_SIZE).map((place) => {
    const { framework, version } = place;
    const { data } = framework;
    const path = `${data}/attack-${version.attack}/${data}-${version.version}/${version.domain.toLowerCase()}`;
    return { path, place };
  });

describe('a build from the pages of a site', () => {
  it.each(['tables', 'full'])('at level %s has every row of every set', async (level) => {
    const { exitCode, stderr, report } = await build('--level', level, '--formats', 'json');
    expect(exitCode, stderr).toBe(0);
    expect(report.totals).toMatchObject({ sets: sets().length, failed: 0, warnings: 0 });
    expect(report.pipelines[0]?.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual(
      [],
    );
    for (const { path, place } of sets()) {
      const { mappings, capabilities } = await readSet(path);
      const mapped = mappings.filter(({ status }) => status !== 'non_mappable');
      const told = mapped.map((row) => [
        row.capability_id,
        row.capability_description,
        row.attack_object_id,
        row.score_category ?? '',
        row.score_value ?? '',
        row.comments ?? '',
        ...(row.references ?? ['']),
      ]);
      const isScored = ['scored', 'enabling'].includes(place.framework.columns);
      const made = place
        .rows()
        .map((row) => [
          row.capability.id,
          row.capability.name,
          row.technique,
          ...(isScored ? [row.category, row.value] : ['', '']),
          row.comment,
          row.reference,
        ]);
      expect(told.map(String).sort(), path).toEqual(made.map(String).sort());
      expect(mappings.length - mapped.length).toBe(
        place.capabilities.filter(({ isMapped }) => !isMapped).length,
      );
      expect(capabilities).toHaveLength(place.capabilities.length);
      for (const { id, description } of capabilities) {
        const text = level === 'full' ? `What ${id} does.` : undefined;
        expect(description?.text?.split('\n')[0]).toBe(text);
      }
    }
  });

  it('asks conditionally only the second time, and finds everything unchanged', async () => {
    const first = await build('--level', 'full', '--formats', 'json');
    expect(first.exitCode, first.stderr).toBe(0);
    const asked = site.requests.length;
    site.requests.length = 0;
    const { report } = await build('--level', 'full', '--formats', 'json');
    expect(report.totals.unchanged).toBe(sets().length);
    expect(site.requests).toHaveLength(asked);
    const others = site.requests.filter(({ status }) => status !== 304);
    expect(others.map(({ path }) => path)).toEqual(['/robots.txt']);
  });

  it('reports a page that robots.txt forbids, and builds its set without it', async () => {
    serveInstead(
      site,
      '/robots.txt',
      'User-agent: *\nDisallow: /*/domain-mobile/techniques/T1001/',
    );
    const { exitCode, stderr, report } = await build('--level', 'full', '--formats', 'json');
    expect(exitCode, stderr).toBe(0);
    expect(report.totals).toMatchObject({ sets: sets().length, failed: 0, warnings: 1 });
    const [pipeline] = report.pipelines;
    const found = pipeline?.diagnostics.filter(({ message }) =>
      message.includes('robots.txt forbids'),
    );
    expect(found?.map(({ severity, source }) => [severity, source])).toEqual([
      ['warning', `${site.home}attack/attack-16.1/domain-mobile/techniques/T1001/`],
    ]);
  });

  it('fails a set whose page is of another shape, and builds the others', async () => {
    const path = 'external/kev/attack-16.1/domain-mobile/kev-07.28.2025/';
    const page = site.pages.render(path) ?? '';
    serveInstead(site, path, page.replace('data-sortable="true">Capability ID<', '>Code<'));
    const all = site.pages.render(`${path}all-data.html`) ?? '';
    serveInstead(site, `${path}all-data.html`, all.replaceAll('>Capability ID<', '>Code<'));
    const { exitCode, report } = await build('--formats', 'json');
    expect(exitCode).toBe(1);
    const failed = report.pipelines[0]?.sets.filter(({ status }) => status === 'failed');
    expect(failed).toMatchObject([
      { path: 'kev/attack-16.1/kev-07.28.2025/mobile', error: { code: 'parse' } },
    ]);
    expect(failed?.[0]?.error?.message).toContain('Capability ID');
    expect(report.totals.sets).toBe(sets().length - 1);
  });
});

it('goes on where an interrupted crawl stopped: what is stored is asked for conditionally', async () => {
  const level = ['--level', 'full', '--formats', 'json'];
  const child = spawn(process.execPath, [cliPath, ...args, ...level], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  let served = 0;
  site.override = () => {
    served += 1;
    if (served === 150) child.kill('SIGINT');
    return false;
  };
  expect(await ended).toBe(130);
  const first = site.requests.filter(({ status }) => status === 200).map(({ path }) => path);
  expect(first.length).toBeGreaterThan(100);
  expect(first.length).toBeLessThan([...site.pages.others].length);

  site.override = () => false;
  site.requests.length = 0;
  const { exitCode, report } = await build(...level);
  expect(exitCode).toBe(0);
  expect(report.totals).toMatchObject({ sets: sets().length, failed: 0 });
  const paths = site.requests.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  // The last answers of the first run may not have been stored any more.
  const stored = new Set(first.slice(0, 100));
  const again = site.requests.filter(({ path }) => stored.has(path));
  expect(again.filter(({ status }) => status !== 304)).toEqual([]);
  expect(again.length).toBe(stored.size);
});
