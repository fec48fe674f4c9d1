import { readFile } from 'node:fs/promises';
import type { BenchReport } from './report.ts';
import { UsageError } from './run-tool.ts';

/** The report that an earlier `--json FILE` wrote. Throws UsageError on anything else. */
export async function readReport(path: string): Promise<BenchReport> {
  let report: unknown;
  try {
    report = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path}: expected a report of bench --json, found none: ${reason}`);
  }
  const { parts } = (report ?? {}) as { parts?: unknown };
  if (!Array.isArray(parts) || !parts.every(hasSamples))
    throw new UsageError(`${path}: expected a report of bench --json, found other JSON`);
  return report as BenchReport;
}

function hasSamples(part: { part?: unknown; samples?: unknown } | null): boolean {
  if (typeof part?.part !== 'string' || !Array.isArray(part.samples)) return false;
  return part.samples.length > 0 && part.samples.every(isSample);
}

function isSample(sample: Record<string, unknown> | null): boolean {
  return ['seconds', 'user', 'system', 'peakBytes'].every(
    (name) => typeof sample?.[name] === 'number',
  );
}
