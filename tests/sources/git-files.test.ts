import { describe, expect, it } from 'vitest';
import type { FetchDocument, ListedDocument } from '../../src/contracts.ts';
import { AttackMappingsError } from '../../src/errors.ts';
import type { GitFilesSettings } from '../../src/generated/pipeline.ts';
import { gitFiles } from '../../src/sources/git-files.ts';

const key = {
  framework: 'acme',
  framework_version: '1',
  attack_version: '16.1',
  domain: 'enterprise',
};
const other = { ...key, framework: 'other' };

async function list(
  sets: GitFilesSettings['sets'],
  paths: readonly string[],
): Promise<ListedDocument[]> {
  const tree = paths.map((path) => ({ path, type: 'blob' }));
  const fetch: FetchDocument = async (url) => ({
    url,
    mediaType: 'application/json',
    sha256: '',
    read: async () => Buffer.from(JSON.stringify({ tree })),
  });
  const settings = {
    type: 'git-files' as const,
    listing: 'tree.json',
    documents: 'https://example.org/',
    sets,
  };
  const documents: ListedDocument[] = [];
  for await (const document of gitFiles(settings).documents(fetch)) documents.push(document);
  return documents;
}

describe('gitFiles', () => {
  it('lists the files of each set with parser, role and facts, in path order, escaped', async () => {
    const facts = { metadata: { creation_date: '01/02/2023' } };
    const documents = await list(
      [
        {
          key,
          files: [
            { path: 'raw/*.yaml' },
            { path: 'raw/A&B (1).json', parser: 'capability-descriptions', role: 'enrich' },
          ],
          facts,
        },
      ],
      ['raw/b.yaml', 'raw/a c.yaml', 'raw/deep/d.yaml', 'raw/b.yaml.txt', 'raw/A&B (1).json'],
    );
    expect(documents).toEqual([
      { url: 'https://example.org/raw/a%20c.yaml', set: key, facts },
      { url: 'https://example.org/raw/b.yaml', set: key, facts },
      {
        url: 'https://example.org/raw/A%26B%20(1).json',
        set: key,
        parser: 'capability-descriptions',
        role: 'enrich',
        facts,
      },
    ]);
  });

  it('fails the set whose path fits no file, and lists the others', async () => {
    const [failed, listed, ...rest] = await list(
      [
        { key, files: [{ path: 'a.yaml' }, { path: 'gone/*.yaml' }] },
        { key: other, files: [{ path: 'a.yaml' }] },
      ],
      ['a.yaml'],
    );
    expect(rest).toEqual([]);
    expect(failed?.set).toEqual(key);
    expect(failed?.error).toBeInstanceOf(AttackMappingsError);
    expect(failed?.error).toMatchObject({
      code: 'expectation',
      subject: 'tree.json',
      message: expect.stringMatching(/expected files like gone\/\*\.yaml, found none among 1/),
    });
    expect(listed).toEqual({ url: 'https://example.org/a.yaml', set: other });
  });

  it('takes every character but * for itself', async () => {
    const documents = await list(
      [{ key, files: [{ path: 'a.b+(c)[d].x*' }] }],
      ['aXb+(c)[d].x', 'a.b+(c)[d].x1', 'a.b+(c)[d].x/1'],
    );
    expect(documents.map(({ url }) => url)).toEqual(['https://example.org/a.b%2B(c)%5Bd%5D.x1']);
  });

  it('ends with a path of many stars and a listing made against it', async () => {
    const path = `${'*a'.repeat(30)}.yaml`;
    const documents = await list(
      [{ key, files: [{ path }] }],
      [`${'a'.repeat(400)}.yml`, `${'a'.repeat(30)}.yaml`, `${'a'.repeat(29)}.yaml`],
    );
    expect(documents.map(({ url }) => url)).toEqual([`https://example.org/${'a'.repeat(30)}.yaml`]);
  });

  it('is an error when no path of any set fits', async () => {
    await expect(list([{ key, files: [{ path: '*.yaml' }] }], ['README.md'])).rejects.toMatchObject(
      {
        code: 'expectation',
        message: expect.stringMatching(/expected files like \*\.yaml, found none among 1 listed/),
      },
    );
  });
});
