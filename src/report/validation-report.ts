import type { Finding, RuleCounts, ValidationReport } from '../generated/validation.ts';
import { compareText } from '../model/compare.ts';
import { type CheckedFile, newFindings } from './checked-file.ts';

/** What validate found, as `--json` prints it. */
export function validationReport(
  files: readonly CheckedFile[],
  generator: string,
): ValidationReport {
  const rules = ruleCounts(files);
  const sum = (member: Exclude<keyof RuleCounts, 'rule'>) =>
    rules.reduce((total, counts) => total + counts[member], 0);
  return {
    schema_version: '1.0.0',
    generator,
    files: files.map((file) => ({
      path: file.path,
      ...(file.kind === undefined ? {} : { kind: file.kind }),
      findings: newFindings(file),
      known: file.findings.filter(({ known }) => known).length,
      ...(file.gone.length > 0 ? { gone: [...file.gone] } : {}),
      ...(file.fixes ? { fixes: [...file.fixes] } : {}),
    })),
    rules,
    totals: {
      files: files.length,
      error: sum('error'),
      warning: sum('warning'),
      info: sum('info'),
      known: sum('known'),
      gone: files.reduce((total, { gone }) => total + gone.length, 0),
      fixed: sum('fixed'),
    },
  };
}

function ruleCounts(files: readonly CheckedFile[]): RuleCounts[] {
  const counts = new Map<string, RuleCounts>();
  const count = (rule: string, member: Finding['severity'] | 'known' | 'fixed') => {
    const none = { rule, error: 0, warning: 0, info: 0, known: 0, fixed: 0 };
    const known = counts.get(rule) ?? none;
    known[member] += 1;
    counts.set(rule, known);
  };
  for (const { findings, fixes = [] } of files) {
    for (const { finding, known } of findings) {
      count(finding.rule, known ? 'known' : finding.severity);
    }
    for (const { rule } of fixes) count(rule, 'fixed');
  }
  return [...counts.values()].sort((a, b) => compareText(a.rule, b.rule));
}
