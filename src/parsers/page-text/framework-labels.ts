/** Framework ids by the labels that headings show, in small letters. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['aws', 'aws'],
  ['azure', 'azure'],
  ['gcp', 'gcp'],
  ['m365', 'm365'],
  ['intel vpro', 'intel-vpro'],
  ['nist 800-53', 'nist_800_53'],
  ['cri profile', 'cri_profile'],
  ['csa ccm', 'csa_ccm'],
  ['known exploited vulnerabilities', 'kev'],
  ['kev', 'kev'],
  ['cve', 'cve'],
  ['veris', 'veris'],
]);

/** The framework of a heading's label; undefined where nobody knows it. */
export function frameworkOfLabel(label: string): string | undefined {
  return LABELS.get(label.toLowerCase());
}
