import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/run-cli.ts';
import { sampleText, servedPipeline, serveSample } from '../support/sample-server.ts';
import { traced, untraceable } from './traced.ts';

const SAMPLE = join(import.meta.dirname, '..', '..', 'pipelines', 'sample');
const INDEX = join(SAMPLE, 'attack', 'index.json');
const DOCUMENT =
  'mappings/cri_profile/attack-16.1/cri_profile-v2.1/enterprise/cri_profile-v2.1_attack-16.1-enterprise.json';
const HOSTILE = [
  ...['../../../../escape', '..', '/etc/cron.d/x', 'C:\\x', '\\\\host\\share', 'CON'],
  ...['nul.txt', 'trailing. ', '.lock', '.staging', 'manifest.json', '~root', '$HOME', '`id`'],
];

/** Documents with hostile names and, below `sample`, a mirror of the sample that has one of them. */
async function workplace(): Promise<string> {
  const cwd = await temporaryFolder();
  const write = (path: string, value: unknown) =>
    writeFile(join(cwd, path), typeof value === 'string' ? value : JSON.stringify(value));
  const document = JSON.parse(await sampleText(DOCUMENT));
  const [row] = document.mapping_objects;
  document.mapping_objects = HOSTILE.map((id) => ({
    ...row,
    capability_id: id,
    capability_group: id,
    references: ['https://example.org/a '],
  }));
  document.metadata.capability_groups = Object.fromEntries(HOSTILE.map((id) => [id, `G ${id}`]));
  await cp(SAMPLE, join(cwd, 'sample'), { recursive: true });
  await write(`sample/${DOCUMENT}`, document);
  const pipeline = await readFile(join(SAMPLE, '..', 'sample.yaml'), 'utf8');
  await write('hostile.yaml', pipeline);
  await mkdir(join(cwd, 'in'));
  const metadata = {
    ...document.metadata,
    mapping_framework: '../../escape',
    mapping_framework_version: '..\\..\\escape',
  };
  await write('in/hostile.json', { ...document, metadata });
  await write('in/fewer.json', {
    ...{ ...document, metadata },
    mapping_objects: document.mapping_objects.slice(1),
  });
  return cwd;
}

const shared = ['--attack', INDEX, '--cache', 'cache'];
const all = 'json,csv,navigator,stix,ctid-json';

/** A command and where it may write; to the first of these it has to. */
const COMMANDS: readonly (readonly [
  name: string,
  args: readonly string[],
  folders: readonly string[],
])[] = [
  ['build', ['build', 'hostile.yaml', '--out', 'out', '--cache', 'cache'], ['out', 'cache']],
  [
    'regenerate',
    ['regenerate', 'hostile.yaml', '--out', 'out', '--cache', 'cache'],
    ['out', 'cache'],
  ],
  [
    'convert',
    ['convert', 'in/hostile.json', '--to', 'csv', '--out', 'out', ...shared],
    ['out', 'cache'],
  ],
  [
    'migrate',
    ['migrate', 'in/hostile.json', '--to', '18.1', '--out', 'out', '--formats', all, ...shared],
    ['out', 'cache'],
  ],
  ['validate --fix', ['validate', 'in/hostile.json', '--fix', ...shared], ['in', 'cache']],
  [
    'diff --out',
    [
      'diff',
      'in/hostile.json',
      'in/fewer.json',
      '--out',
      'out/changes.md',
      '--format',
      'markdown',
      ...shared,
    ],
    ['out', 'cache'],
  ],
  ['parse', ['parse', 'unified-json', 'in/hostile.json', '--out', 'out'], ['out']],
];

const isOf = (path: string, start: string) => path === start || path.startsWith(`${start}/`);

describe.skipIf(untraceable)(`files that are written (${untraceable ?? 'by strace'})`, () => {
  it.each(COMMANDS)('%s', async (_, args, folders) => {
    const cwd = await workplace();
    const { exitCode, stderr, written, connected } = await traced(args, { cwd });
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(exitCode, stderr).toBeLessThanOrEqual(1);
    const allowed = [...folders.map((name) => join(cwd, name)), '/dev'];
    expect(written.filter((path) => !allowed.some((start) => isOf(path, start)))).toEqual([]);
    const [target = ''] = folders;
    expect(written.some((path) => isOf(path, join(cwd, target)))).toBe(true);
    expect(connected).toEqual([]);
  });

  it('are seen wherever they are, through links too, and connections as well', async () => {
    const cwd = await workplace();
    await mkdir(join(cwd, 'there'));
    await mkdir(join(cwd, 'elsewhere'));
    await symlink(join(cwd, 'there'), join(cwd, 'link'));
    const args = ['build', 'hostile.yaml', '--out', 'link', '--cache', 'cache'];
    const { written } = await traced([...args, '--report', 'elsewhere/report.json'], { cwd });
    expect(written).toContain(join(cwd, 'elsewhere/report.json'));
    expect(written).toContain(join(cwd, 'there/hostile/manifest.json'));
    const server = await serveSample();
    const served = await servedPipeline(cwd, server);
    const { connected } = await traced(['build', served, '--out', 'out', '--cache', 'c'], { cwd });
    expect(connected).toEqual([new URL(server.origin).host]);
  });
});
