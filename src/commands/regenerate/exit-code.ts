import type { RunReport } from '../../generated/run-report.ts';

/** What ended badly in a run, the gravest first: 1 failed, 11 stopped by a gate, else 0. */
export function troubleCode({ pipelines }: RunReport): 0 | 1 | 11 {
  const errors = pipelines.flatMap(({ error, sets }) =>
    [error, ...sets.map((set) => set.error)].filter((found) => found !== undefined),
  );
  if (errors.some(({ gate }) => gate === undefined)) return 1;
  return errors.length > 0 ? 11 : 0;
}
