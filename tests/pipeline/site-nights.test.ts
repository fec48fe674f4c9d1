import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { type BuildRequest, runBuild } from '../../src/commands/run-build.ts';
import { folderContents } from '../support/folder-contents.ts';
import type { GeneratedSite } from '../support/generated-site/serve-site.ts';
import { writeSitePipeline } from '../support/generated-site/site-pipeline.ts';
import { serveInstead, serveSmallSite } from '../support/generated-site/small-site.ts';
import { temporaryFolder } from '../support/run-cli.ts';

const SET = 'nist_800_53/attack-16.1/nist_800_53-rev5/enterprise';
const PAGE = 'external/nist/attack-16.1/domain-enterprise/nist-rev5/';
const OLD = 'm365/attack-14.1/m365-12.11.2023/enterprise';
const NEW = 'm365/attack-16.1/m365-07.18.2025/enterprise';
const NEW_PAGE = 'external/m365/attack-16.1/domain-enterprise/m365-07.18.2025/';

let site: GeneratedSite;
let build: (request?: BuildRequest) => ReturnType<typeof runBuild>;
let contents: () => Promise<Record<string, string>>;

beforeEach(async () => {
  site = await serveSmallSite();
  const folder = await temporaryFolder();
  const pipeline = await writeSitePipeline(
    folder,
    site,
    'align: latest\nexpect: { changed_shape: stop }\n',
  );
  const own = { pipelines: [pipeline], out: join(folder, 'out'), cache: join(folder, 'cache') };
  build = (request = {}) => runBuild({ ...own, ...request });
  contents = () => folderContents(join(folder, 'out', 'site'));
});

/** Changes a page, and the page of all rows beside it. */
function change(path: string, edit: (page: string) => string) {
  for (const page of [path, `${path}all-data.html`]) {
    const text = site.pages.render(page);
    if (text !== undefined) serveInstead(site, page, edit(text));
  }
}

/** A column more in the table of mappings. */
function withColumn(page: string): string {
  const start = page.indexOf('id="all-mapping-table"');
  const end = page.indexOf('</table>', start);
  const [titles = '', rows = ''] = page.slice(start, end).split('</thead>');
  const head = titles.replace('</tr>', '<th>Reviewed</th></tr>');
  const body = rows.replaceAll('</tr>', '<td>yes</td></tr>');
  return `${page.slice(0, start)}${head}</thead>${body}${page.slice(end)}`;
}

it.each([
  [
    'a column more is stopped by a gate',
    withColumn,
    'stale',
    { code: 'expectation', gate: 'changed_shape', message: /found Reviewed new\./ },
  ],
  [
    'a column of another name is more than the parser can read',
    (page: string) => page.replace('>ATT&amp;CK Name<', '>Technique<'),
    'failed',
    { code: 'parse', message: /expected the columns .*"ATT&CK Name".*, found .*"Technique"/ },
  ],
] as const)('%s, and what was there stays', async (_, edit, status, { message, ...error }) => {
  const gates = { accept: [] };
  expect((await build({ gates })).totals).toMatchObject({ failed: 0, stale: 0 });
  const before = await contents();
  const page = site.pages.render(PAGE) ?? '';
  expect(edit(page)).not.toBe(page);
  change(PAGE, edit);
  const report = await build({ gates });
  const own = report.pipelines[0]?.sets.find(({ path }) => path === SET);
  expect(own).toMatchObject({ status, error });
  expect(own?.error?.message).toMatch(message);
  expect({ ...(await contents()), 'manifest.json': '' }).toEqual({
    ...before,
    'manifest.json': '',
  });
  change(PAGE, (text) => text);
  expect((await build({ gates })).totals).toMatchObject({ failed: 0, stale: 0 });
  expect(await contents()).toEqual(before);
});

it('a release takes no place of a newer one whose page cannot be had', async () => {
  expect((await build()).totals.failed).toBe(0);
  const before = await contents();
  expect(before).toHaveProperty([`${NEW}/stix-bundle.json`]);
  serveInstead(site, NEW_PAGE, '', 404);
  const report = await build();
  const failed = report.pipelines[0]?.sets.filter(({ status }) => status === 'failed');
  expect(failed?.map(({ path }) => path)).toEqual([NEW]);
  const after = await contents();
  expect(after).not.toHaveProperty([`${OLD}/stix-bundle.json`]);
  expect(Object.keys(after).filter((path) => path.startsWith(`aligned-16.1/${OLD}`))).toEqual([]);
  expect({ ...after, 'manifest.json': '' }).toEqual({ ...before, 'manifest.json': '' });
});
