import { groupDigits, textTable } from '../src/report/table.ts';
import { cpuOf, peakOf, type ScaleVerdict } from './scale-limits.ts';
import type { ScaleFailure, ScaleSample } from './scale-run.ts';
import { spread } from './statistics.ts';

/** The whole run, as --json writes it. */
export interface ScaleReport {
  readonly at: string;
  readonly node: string;
  /** Load average of a minute, before and after. */
  readonly load: readonly [number, number];
  readonly seed: string;
  readonly formats: string;
  readonly samples: readonly ScaleSample[];
  readonly failures: readonly ScaleFailure[];
  readonly limits: readonly ScaleVerdict[];
}

/** The report as people read it. */
export function scaleText({ node, load, formats, samples, failures, limits }: ScaleReport): string {
  const blocks = [
    `node ${node}, load ${load.map((value) => value.toFixed(1)).join(' to ')}, ${formats}`,
    samples.length > 0 && sampleTable(samples),
    limits.length > 0 && limitTable(limits),
    ...failures.map(({ part, failure }) => `${part} FAILED: ${failure}`),
  ];
  return `${blocks.filter((block) => block).join('\n\n')}\n`;
}

function sampleTable(samples: readonly ScaleSample[]): string {
  return textTable(
    [
      'kind',
      'share',
      'sets',
      'rows',
      'MB in',
      'MB out',
      'seconds',
      'CPU s',
      'rows/CPU s',
      'peak MB',
      'generator MB',
    ],
    samples.map((sample) => {
      const cpu = spread(sample.builds.map(cpuOf)).median;
      return [
        sample.part,
        String(sample.share),
        groupDigits(sample.sets),
        groupDigits(sample.rows),
        (sample.bytesIn / 1e6).toFixed(0),
        (sample.bytesOut / 1e6).toFixed(0),
        spread(sample.builds.map(({ seconds }) => seconds)).median.toFixed(1),
        cpu.toFixed(1),
        groupDigits(Math.round(sample.rows / cpu)),
        peakOf(sample).toFixed(0),
        (sample.generated.peakBytes / 1e6).toFixed(0),
      ];
    }),
  );
}

function limitTable(limits: readonly ScaleVerdict[]): string {
  return textTable(
    ['limit', 'measured', 'limit', 'verdict'],
    limits.map(({ what, measured, limit, verdict }) => [
      what,
      measured.toFixed(limit < 10 ? 2 : 0),
      String(limit),
      verdict,
    ]),
  );
}
