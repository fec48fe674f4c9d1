/** Builds generated sets of growing size and number: see README.md. */
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { runTool } from './run-tool.ts';
import { judgeScale } from './scale-limits.ts';
import { readScaleOptions } from './scale-options.ts';
import { type ScaleReport, scaleText } from './scale-print.ts';
import { fillCache, runKind, type ScaleFailure, type ScaleSample } from './scale-run.ts';
import { openWorkshop } from './workshop.ts';

process.exitCode = await runTool('scale', async (signal) => {
  const options = readScaleOptions(process.argv);
  const loadBefore = loadavg()[0] ?? 0;
  const samples: ScaleSample[] = [];
  const failures: ScaleFailure[] = [];
  const workshop = await openWorkshop();
  try {
    const scale = { workshop, options, signal, say };
    say('a first build, not counted');
    await fillCache(scale);
    for (const kind of options.only) {
      for (const result of await runKind(scale, kind)) {
        if ('failure' in result) failures.push(result);
        else samples.push(result);
      }
    }
  } finally {
    await workshop.remove();
  }
  const report: ScaleReport = {
    at: new Date().toISOString(),
    node: process.version,
    load: [loadBefore, loadavg()[0] ?? 0],
    seed: options.seed,
    formats: options.formats,
    samples,
    failures,
    limits: judgeScale(samples),
  };
  if (options.json) await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(scaleText(report));
  // Time depends on what else the machine does, and is only shown; a set that fails does not.
  return failures.length > 0 ? 1 : 0;
});

function say(line: string): void {
  process.stderr.write(`scale: ${line}\n`);
}
