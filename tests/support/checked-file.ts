import type { Finding } from '../../src/generated/validation.ts';
import type { CheckedFile } from '../../src/report/checked-file.ts';

export function makeFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    severity: 'warning',
    rule: 'technique-revoked',
    place: {
      pointer: '/mapping_objects/0/attack_object_id',
      line: 3,
      column: 5,
      end: { line: 3, column: 9 },
    },
    message: 'T1 is revoked',
    fingerprint: '0123456789abcdef',
    ...overrides,
  };
}

/** A file with findings; `known` are those that a baseline holds. */
export function makeFile(
  findings: readonly Finding[],
  overrides: Partial<CheckedFile> & { known?: readonly Finding[] } = {},
): CheckedFile {
  const { known = [], ...file } = overrides;
  const entry = (isKnown: boolean) => (finding: Finding) => ({
    finding,
    known: isKnown,
    frame: ['| frame'],
  });
  return {
    path: 'maps/a b.json',
    relativePath: 'maps/a b.json',
    kind: 'unified mappings',
    findings: [...findings.map(entry(false)), ...known.map(entry(true))],
    gone: [],
    ...file,
  };
}
