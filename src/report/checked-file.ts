import type { Finding, Fix, GoneFinding } from '../generated/validation.ts';

/** A file that was validated, as reports are made of it. */
export interface CheckedFile {
  /** As it was given, or below the folder that was; parts apart by slashes. */
  readonly path: string;
  /** From the current folder; parts apart by slashes. */
  readonly relativePath: string;
  /** Undefined when it is nothing that is known. */
  readonly kind: string | undefined;
  /** In the order of the file. */
  readonly findings: readonly FileFinding[];
  readonly gone: readonly GoneFinding[];
  /** Absent when nothing was to be fixed. */
  readonly fixes?: readonly Fix[];
}

export interface FileFinding {
  readonly finding: Finding;
  /** True when the baseline holds it. */
  readonly known: boolean;
  /** Lines of the file around it. */
  readonly frame: readonly string[];
}

/** The findings of a file that the baseline does not hold. */
export function newFindings({ findings }: CheckedFile): Finding[] {
  return findings.filter(({ known }) => !known).map(({ finding }) => finding);
}
