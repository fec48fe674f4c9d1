import type { VerificationReport } from '../generated/verification.ts';
import { counted, shorten } from '../model/text.ts';
import { groupDigits } from './table.ts';

/** Findings of one folder that are shown; the JSON has all. */
const SHOWN = 50;
const KINDS = ['changed', 'missing', 'unexpected', 'outside', 'broken'] as const;

/** A verification as lines: what is wrong in each folder, then the counts. */
export function* verificationText({ folders, totals }: VerificationReport): Generator<string> {
  for (const { path, files, bytes, findings } of folders) {
    const size = `${counted(files, 'file')}, ${groupDigits(bytes)} bytes`;
    yield `${path}: ${size}: ${findings.length === 0 ? 'as the manifest says' : counted(findings.length, 'finding')}\n`;
    for (const finding of findings.slice(0, SHOWN))
      yield `  ${finding.kind}: ${shorten(finding.path, 300)}: ${finding.message}\n`;
    if (findings.length > SHOWN) yield `  … and ${findings.length - SHOWN} more: --json has all\n`;
  }
  // What is there to be worried about is said also when there is none of it.
  const counts = KINDS.filter((kind, i) => i < 3 || totals[kind] > 0);
  const sums = counts.map((kind) => `${groupDigits(totals[kind])} ${kind}`).join(', ');
  yield `${counted(totals.folders, 'folder')}, ${groupDigits(totals.files)} files: ${sums}\n`;
}
