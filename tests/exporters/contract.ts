import { describe, expect, it } from 'vitest';
import type { Exporter, ExportInput } from '../../src/contracts.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';

export interface Exported {
  /** Text by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs an exporter to the end. */
export async function runExporter(exporter: Exporter, input: ExportInput): Promise<Exported> {
  const files = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const { path, chunks } of exporter.artifacts(input, (d) => diagnostics.push(d))) {
    expect(files.has(path), `${path} is written twice`).toBe(false);
    let text = '';
    for await (const chunk of chunks) text += chunk;
    files.set(path, text);
  }
  return { files, diagnostics };
}

/** What every exporter promises. `makeInput` gives a new input of the same content each time. */
export function describeExporter(exporter: Exporter, makeInput: () => ExportInput): void {
  describe(`exporter ${exporter.name}, contract`, () => {
    it('writes the same bytes for the same input', async () => {
      const first = await runExporter(exporter, makeInput());
      expect(first.files.size).toBeGreaterThan(0);
      expect(await runExporter(exporter, makeInput())).toEqual(first);
    });

    it('leaves its input alone', async () => {
      const input = makeInput();
      for (const entry of input.sets) deepFreeze(entry.set);
      await runExporter(exporter, input);
      expect(input.sets.map(({ set }) => set)).toEqual(makeInput().sets.map(({ set }) => set));
    });

    it('writes below the folder of a set, under names that are safe everywhere', async () => {
      const input = makeInput();
      const { files } = await runExporter(exporter, input);
      const folders = input.sets.map(({ path }) => `${path}/`);
      const paths = [...files.keys()];
      for (const path of paths) {
        expect(folders.some((folder) => path.startsWith(folder))).toBe(true);
        for (const part of path.split('/'))
          expect(part).toMatch(/^[A-Za-z0-9_%-][A-Za-z0-9_.%~-]*$/);
      }
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
    });

    it('writes text that ends in a line break', async () => {
      const { files } = await runExporter(exporter, makeInput());
      for (const text of files.values()) expect(text).toMatch(/[^\n]\n$/);
    });

    it('says in the file name that a set is filtered', async () => {
      const input = makeInput();
      const sets = input.sets.map((e) => ({ ...e, set: { ...e.set, filter: 'category=detect' } }));
      const { files } = await runExporter(exporter, { ...input, sets });
      for (const path of files.keys())
        expect(path).toMatch(/\.where-category-detect-[0-9a-f]{8}\./);
    });

    it('takes a set without scores and one without rows', async () => {
      const { sets, options } = makeInput();
      for (const keep of [
        (row: { score_category?: string }) => row.score_category === undefined,
        () => false,
      ]) {
        const cut = sets.map((e) => ({
          ...e,
          set: { ...e.set, mappings: e.set.mappings.filter(keep) },
        }));
        await expect(runExporter(exporter, { sets: cut, options })).resolves.toBeDefined();
      }
    });

    it('reports with a source and a place', async () => {
      const { diagnostics } = await runExporter(exporter, makeInput());
      for (const { source, place, rule } of diagnostics) {
        expect(rule).toMatch(/^[a-z]+(-[a-z]+)*$/);
        expect(source).not.toBe('');
        expect(Object.keys(place)).not.toEqual([]);
      }
    });
  });
}

function deepFreeze(value: unknown): void {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
}
