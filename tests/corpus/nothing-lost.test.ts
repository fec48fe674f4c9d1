import { beforeAll, expect, it } from 'vitest';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import type { UnifiedMappings } from '../../src/generated/unified-mappings.ts';
import { LICENSE_STATEMENTS } from '../model/license-statements.ts';
import { buildCorpus, type CorpusBuild, describeCorpus, unifiedFiles } from './corpus.ts';

describeCorpus('the published files', () => {
  const files = new Map<string, UnifiedMappings>();
  let build: CorpusBuild;

  beforeAll(async () => {
    for (const [path, file] of unifiedFiles()) files.set(path, file);
    build = await buildCorpus('json,ctid-json');
  }, 120_000);

  it('are all built, with as many rows, exit 0', () => {
    expect(build.exitCode).toBe(0);
    expect(files.size).toBe(22);
    expect(build.report.totals).toMatchObject({ sets: 22, failed: 0 });
    const rows = [...files].map(([path, file]) => [path, file.mapping_objects.length]);
    expect(build.sets.map((set) => [set.path, set.counts.mappings])).toEqual(rows);
  });

  it('come back from ctid-json, field for field, row for row', () => {
    for (const [path, file] of files) {
      const back = build.json<UnifiedMappings>(`${path}/ctid.json`);
      expect(canonical(back.metadata), path).toEqual(canonical(file.metadata));
      expect(multiset(back.mapping_objects), path).toEqual(multiset(file.mapping_objects));
    }
  });

  it('differ from ctid-json as soon as one field of one row does', () => {
    const [file] = files.values();
    const rows = (file as UnifiedMappings).mapping_objects;
    const changed = structuredClone(rows);
    Object.assign(changed[17] ?? {}, { comments: 'Another comment.' });
    expect(multiset(changed)).not.toEqual(multiset(rows));
  });

  it('state licences in 437 and 463 rows of m365, and nowhere else', () => {
    const counts = new Map<string, number>();
    const table = new Map(LICENSE_STATEMENTS);
    const statements = new Set<string>();
    for (const { path } of build.sets) {
      for (const { comments, derived } of build.json<MappingSet>(`${path}/mappings.json`)
        .mappings) {
        const stated = derived.license_requirements ?? [];
        const states =
          /licen[cs]e requirements?:|license:|required licenses|may require Microsoft Entra/i.test(
            comments ?? '',
          );
        expect(stated.length > 0, comments).toBe(states);
        if (states) counts.set(path, (counts.get(path) ?? 0) + 1);
        for (const { statement, licenses } of stated) {
          statements.add(statement);
          expect(licenses).toEqual(table.get(statement));
          expect(licenses.length).toBeGreaterThan(0);
          expect(comments).toContain(statement);
          for (const name of licenses) expect(statement).toContain(name);
        }
      }
    }
    expect(Object.fromEntries(counts)).toEqual({
      'm365/attack-14.1/m365-12.11.2023/enterprise': 437,
      'm365/attack-16.1/m365-07.18.2025/enterprise': 463,
    });
    expect([...statements].sort()).toEqual([...table.keys()].sort());
  });

  it('hold the findings that are known to be there', () => {
    const counts = new Map<string, number>();
    for (const { rule } of build.report.pipelines[0]?.diagnostics ?? [])
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toMatchObject({
      'technique-revoked': 1,
      'technique-other-domain': 1,
      'id-edge-space': 5,
    });
    expect(counts.get('technique-unknown')).toBeUndefined();
  });
});

/** The listed normalisations, written down a second time: text, and absent = null = "" = []. */
function canonical(value: unknown): unknown {
  if (typeof value === 'string') {
    return value
      .replace(/\r\n?/g, '\n')
      .replace(/\u00a0/g, ' ')
      .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
      .trim();
  }
  if (Array.isArray(value)) return value.map(canonical).filter((entry) => !isNothing(entry));
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(([name, entry]): [string, unknown] => [
      name,
      canonical(entry),
    ]);
    return Object.fromEntries(
      entries.filter(([, entry]) => !isNothing(entry)).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
  return value;
}

function isNothing(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

function multiset(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(canonical(row))).sort();
}
