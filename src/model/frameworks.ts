import type { Framework } from '../contracts.ts';
import type { FrameworkSetting } from '../generated/pipeline.ts';

const KNOWN: ReadonlyMap<string, Omit<Framework, 'id'>> = new Map([
  ['aws', control('AWS')],
  ['azure', control('Azure')],
  ['gcp', control('GCP')],
  ['m365', control('M365')],
  ['intel-vpro', control('Intel vPro')],
  ['nist_800_53', { ...control('NIST 800-53'), numbered: true }],
  ['cri_profile', { ...control('CRI Profile'), numbered: true }],
  ['csa_ccm', { ...control('CSA CCM'), numbered: true }],
  ['kev', { ...control('KEV'), kind: 'vulnerability' }],
  ['cve', { ...control('CVE'), kind: 'vulnerability' }],
  ['veris', { ...control('VERIS'), kind: 'enumeration' }],
]);

/** A name that web pages show in place of the label. */
const OTHER_LABELS = [['known exploited vulnerabilities', 'kev']] as const;

const BY_LABEL: ReadonlyMap<string, string> = new Map([
  ...[...KNOWN].map(([id, { label }]) => [label.toLowerCase(), id] as const),
  ...OTHER_LABELS,
]);

/** The id of the framework that a heading names, in any letter case; undefined where nobody knows it. */
export function frameworkOfLabel(label: string): string | undefined {
  return BY_LABEL.get(label.toLowerCase());
}

function control(label: string): Omit<Framework, 'id'> {
  return { label, kind: 'control', numbered: false, mitigatingTypes: [] };
}

/**
 * What is known of a framework: the built-in table, then what the pipeline file says. A framework
 * that neither knows is a set of controls, numbered unless its version is a date.
 */
export function framework(
  id: string,
  version: string,
  setting: FrameworkSetting | undefined,
): Framework {
  const known = KNOWN.get(id) ?? { ...control(id), numbered: !isDatedVersion(version) };
  return {
    id,
    label: setting?.label ?? known.label,
    kind: setting?.kind ?? known.kind,
    numbered: setting?.numbered ?? known.numbered,
    mitigatingTypes: setting?.mitigating_types ?? known.mitigatingTypes,
  };
}

/** True for `07.18.2025` and `07/18/2025`. */
export function isDatedVersion(version: string): boolean {
  return /^\d{2}[./]\d{2}[./]\d{4}$/.test(version);
}
