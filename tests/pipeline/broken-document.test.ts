import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/generated/manifest.ts';
import type { RunReport } from '../../src/generated/run-report.ts';
import { folderContents } from '../support/folder-contents.ts';
import { runCli, temporaryFolder } from '../support/run-cli.ts';
import { sampleText, servedPipeline, serveInstead, serveSample } from '../support/sample-server.ts';

const SET = 'kev/attack-15.1/kev-02.13.2025/mobile';
const DOCUMENT = `mappings/kev/attack-15.1/kev-02.13.2025/mobile/kev-02.13.2025_attack-15.1-mobile.json`;

type Break = (text: string) => string | Buffer;
const edit =
  (
    change: (document: {
      metadata: Record<string, unknown>;
      mapping_objects: Record<string, unknown>[];
    }) => void,
  ): Break =>
  (text) => {
    const document = JSON.parse(text);
    change(document);
    return JSON.stringify(document);
  };

const CASES: readonly [name: string, change: Break, code: string, message: RegExp][] = [
  [
    'truncated JSON',
    (text) => text.slice(0, text.length / 2),
    'parse',
    /found a document that breaks off at line \d+, column \d+.*fetch it again/,
  ],
  [
    'a web page',
    () => '<!doctype html><title>503</title>',
    'parse',
    /expected JSON, found a web page.*check that the address/,
  ],
  ['an empty document', () => '', 'parse', /found an empty document/],
  [
    'bytes that are no UTF-8',
    (text) => Buffer.concat([Buffer.from(text), Buffer.of(0xff)]),
    'parse',
    /found bytes that are no UTF-8/,
  ],
  [
    'no mapping_objects',
    edit((d) => Reflect.deleteProperty(d, 'mapping_objects')),
    'schema',
    /\(document\): expected a member "mapping_objects"/,
  ],
  [
    'empty mapping_objects',
    edit((d) => {
      d.mapping_objects = [];
    }),
    'schema',
    /\/mapping_objects: expected at least 1 element, found an empty list/,
  ],
  [
    'two schema violations',
    edit((d) => {
      Object.assign(d.mapping_objects[1] ?? {}, { attack_object_id: 7, references: 'none' });
    }),
    'schema',
    /2 findings:\n {2}\/mapping_objects\/1\/attack_object_id: expected string or null, found 7\n {2}\/mapping_objects\/1\/references: expected array or null, found "none"/,
  ],
  [
    'an id with a null byte',
    edit((d) => {
      Object.assign(d.mapping_objects[0] ?? {}, { capability_id: 'CVE\u0000' });
    }),
    'schema',
    /\/mapping_objects\/0\/capability_id: expected no control characters, found "CVE\\u0000"/,
  ],
  [
    'an id of 10,000 characters',
    edit((d) => {
      Object.assign(d.mapping_objects[0] ?? {}, { capability_id: 'x'.repeat(10_000) });
    }),
    'schema',
    /\/mapping_objects\/0\/capability_id: expected at most 1000 characters, found "xxx.*… \(10002 characters\)/,
  ],
];

describe('a document that breaks after a good build', () => {
  it.each(CASES)(
    '%s: its set fails and keeps its files, every other set is built',
    async (_, change, code, message) => {
      const folder = await temporaryFolder();
      const server = await serveSample();
      const pipeline = await servedPipeline(folder, server);
      const args = [
        'build',
        pipeline,
        '--out',
        join(folder, 'out'),
        '--cache',
        join(folder, 'cache'),
        '--json',
      ];
      const good = await runCli(args);
      expect(good.exitCode, good.stderr).toBe(0);
      const before = await folderContents(join(folder, 'out', 'served'));

      const broken = change(await sampleText(DOCUMENT));
      serveInstead(server, DOCUMENT, broken);
      const bad = await runCli(args);
      expect(bad.exitCode).toBe(1);
      expect(bad.stderr).not.toMatch(/\n {4}at /);
      const report: RunReport = JSON.parse(bad.stdout);
      const failed = report.pipelines[0]?.sets.filter((set) => set.status === 'failed');
      expect(failed?.map((set) => set.path)).toEqual([SET]);
      expect(failed?.[0]?.error).toMatchObject({ code, subject: `${server.origin}/${DOCUMENT}` });
      expect(failed?.[0]?.error?.message).toMatch(message);
      expect(report.totals.sets).toBe(12);

      const after = await folderContents(join(folder, 'out', 'served'));
      expect({ ...after, 'manifest.json': '' }).toEqual({ ...before, 'manifest.json': '' });
      const manifest: Manifest = JSON.parse(
        await readFile(join(folder, 'out', 'served', 'manifest.json'), 'utf8'),
      );
      expect(manifest.sets.find((set) => set.path === SET)).toMatchObject({
        status: 'kept',
        reason: `${code} error`,
      });
      expect(manifest.sets.filter((set) => set.status === 'current')).toHaveLength(12);
    },
  );
});
