import type { Exporter, ExportSet, Ledger } from '../src/contracts.ts';
import { GENERATOR } from '../src/version.ts';

/** Texts by path, of one call of an exporter for a family, or one for each set. */
export async function exported(
  exporter: Exporter,
  sets: readonly ExportSet[],
  options: Readonly<Record<string, unknown>> = {},
  ledger?: Ledger,
): Promise<Map<string, string>> {
  const calls = exporter.scope === 'family' ? [sets] : sets.map((set) => [set]);
  const files = new Map<string, string>();
  for (const together of calls) {
    const input = { sets: together, options: { ...options, generator: GENERATOR } };
    const artifacts = exporter.artifacts(ledger ? { ...input, ledger } : input, () => undefined);
    for (const { path, chunks } of artifacts) {
      if (files.has(path)) throw new Error(`${path} is written twice`);
      let text = '';
      for await (const chunk of chunks) text += chunk;
      files.set(path, text);
    }
  }
  return files;
}
