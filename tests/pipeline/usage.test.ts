import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from '../support/run-cli.ts';

describe('usage mistakes end with exit code 2, and say what there is', () => {
  it.each([
    [
      'an unknown pipeline',
      ['build', 'mapings-explorer'],
      /no pipeline "mapings-explorer"\. Did you mean mappings-explorer\?.*mappings-explorer, .*sample/,
    ],
    [
      'a pipeline file that is not there',
      ['build', './none.yaml'],
      /no pipeline file \.\/none\.yaml/,
    ],
    [
      'an unknown format',
      ['build', '--formats', 'json,navigatr'],
      /no format "navigatr"\. Did you mean navigator\? There are: json/,
    ],
    [
      'an unknown option',
      ['build', '--formts', 'json'],
      /unknown option '--formts'[\s\S]*Did you mean --formats\?/,
    ],
    ['an unknown command', ['biuld'], /unknown command 'biuld'[\s\S]*Did you mean build\?/],
    ['an unknown filter field', ['build', '--where', 'categry=detect'], /Did you mean category\?/],
    ['a filter without a value', ['build', '--where', 'category'], /--where takes FIELD=VALUE/],
    [
      'a glob that takes no set',
      ['build', '--only', 'm356/**'],
      /takes none of the 13 sets[\s\S]*azure\/attack-16\.1/,
    ],
    ['no format at all', ['build', '--formats', ','], /--formats names no format/],
    [
      'a mirror that is not there',
      ['build', '--mirror', './none'],
      /no folder \.\/none to mirror from/,
    ],
    ['a concurrency of none', ['build', '--concurrency', '0'], /whole number from 1/],
    ['no file to convert', ['convert', '--to', 'csv'], /missing required argument 'file'/],
    ['a file that is not there', ['validate', 'none.json'], /no file or folder none\.json/],
  ])('%s', async (_, args, message) => {
    const folder = await temporaryFolder();
    const { exitCode, stdout, stderr } = await runCli(args, { cwd: folder });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  const PIPELINE = `title: Broken
source: { type: git-tree, listing: a.json, documents: a/, path: "{framework}" }
parser: unified-json
attack: index.json
attribution: [x]
`;

  it.each([
    ['malformed YAML', `${PIPELINE}expect: { min_sets: 1`, /broken\.yaml:6:\d+: /],
    ['a key twice', `${PIPELINE}title: Again\n`, /broken\.yaml:6:1: /],
    [
      'a member of another type',
      `${PIPELINE}expect:\n  min_sets: many\n`,
      /broken\.yaml:7:13: expect\.min_sets: expected integer, found "many"/,
    ],
    [
      'an unknown member',
      `${PIPELINE}exporterz: {}\n`,
      /broken\.yaml:6:1: the pipeline: expected no member "exporterz"/,
    ],
    [
      'an unknown parser',
      PIPELINE.replace('unified-json', 'unified'),
      /broken\.yaml:3:9: parser: expected one of "unified-json".*Did you mean unified-json\?/,
    ],
    [
      'a bomb of aliases',
      `${PIPELINE}x: &a [1,1]\ny: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nz: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nw: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
      /broken\.yaml: .*alias/,
    ],
  ])('a broken pipeline: %s', async (_, text, message) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'broken.yaml'), text);
    const { exitCode, stderr } = await runCli(['build', './broken.yaml'], { cwd: folder });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(exitCode).toBe(2);
  });
});
