/** The columns of a framework's mapping tables, by what the site shows of it. */
type Columns = 'typed' | 'noted' | 'scored' | 'enabling';

/** A framework of the generated site. */
export interface SiteFramework {
  /** As paths of pages call it. */
  readonly site: string;
  /** As paths of data files call it. */
  readonly data: string;
  readonly label: string;
  readonly columns: Columns;
  readonly versions: readonly Version[];
  /** How many times the site's number of capabilities it has. */
  readonly share: number;
}

export interface Version {
  readonly version: string;
  readonly attack: string;
  /** As written: Enterprise. */
  readonly domain: string;
}

/** How large the site is. Everything else follows from it, and is made when it is asked for. */
export interface SiteSize {
  readonly capabilities: number;
  readonly techniques: number;
  /** Rows of each capability. */
  readonly rows: number;
}

export interface Capability {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly isMapped: boolean;
}

export interface Row {
  readonly capability: Capability;
  readonly type: string;
  readonly category: string;
  readonly value: string;
  readonly technique: string;
  readonly comment: string;
  readonly reference: string;
}

const dates = (attack: string, version: string, domain = 'Enterprise'): Version => ({
  version,
  attack,
  domain,
});
const both = (attack: string) =>
  ['rev4', 'rev5'].map((version) => ({ version, attack, domain: 'Enterprise' }));
const everywhere = (attack: string, version: string) =>
  ['Enterprise', 'Mobile', 'ICS'].map((domain) => ({ version, attack, domain }));

/** Ten frameworks with 33 versions. */
export const FRAMEWORKS: readonly SiteFramework[] = [
  framework('aws', 'aws', 'AWS', 'scored', 0.6, [
    dates('9.0', '09.21.2021'),
    dates('16.1', '12.12.2024'),
  ]),
  framework('azure', 'azure', 'Azure', 'scored', 0.8, [
    dates('8.2', '06.29.2021'),
    dates('16.1', '04.26.2025'),
  ]),
  framework('cri_profile', 'cri_profile', 'CRI Profile', 'noted', 1, [dates('16.1', 'v2.1')]),
  framework('csa_ccm', 'csa_ccm', 'CSA CCM', 'noted', 1, [dates('17.1', '4.1')]),
  framework('gcp', 'gcp', 'GCP', 'scored', 0.7, [
    dates('10.0', '06.28.2022'),
    dates('16.1', '03.06.2025'),
  ]),
  framework('intel-vpro', 'intel-vpro', 'Intel vPro', 'enabling', 0.1, [
    dates('15.1', '08.20.2024'),
    dates('16.1', '02.10.2025'),
  ]),
  framework('kev', 'kev', 'Known Exploited Vulnerabilities', 'noted', 1.5, [
    dates('16.1', '07.28.2025', 'Mobile'),
    dates('16.1', '07.28.2025'),
    dates('15.1', '02.13.2025', 'Mobile'),
    dates('15.1', '02.13.2025'),
  ]),
  framework('m365', 'm365', 'M365', 'scored', 0.6, [
    dates('14.1', '12.11.2023'),
    dates('16.1', '07.18.2025'),
  ]),
  framework('nist', 'nist_800_53', 'NIST 800-53', 'typed', 1.2, [
    ...['8.2', '9.0', '10.1', '12.1', '14.1'].flatMap(both),
    dates('16.1', 'rev5'),
  ]),
  framework('veris', 'veris', 'VERIS', 'typed', 1.1, [
    ...everywhere('12.1', '1.3.7'),
    ...everywhere('16.1', '1.4.0').slice(0, 2),
    dates('9.0', '1.3.5'),
  ]),
];

function framework(
  site: string,
  data: string,
  label: string,
  columns: Columns,
  share: number,
  versions: readonly Version[],
): SiteFramework {
  return { site, data, label, columns, share, versions };
}

/** Capabilities of a version: the last tenth maps to nothing, the first have odd ids. */
export function capabilitiesOf({ site, share }: SiteFramework, size: SiteSize): Capability[] {
  const count = Math.max(4, Math.round(size.capabilities * share));
  const mapped = count - Math.ceil(count / 10);
  const odd = [`${site} 0 (a & b)`, `${site}.variety.Key/logger`, `${site}-"x"`];
  return Array.from({ length: count }, (_, i) => ({
    id: odd[i] ?? `${site}-${i}`,
    name: `Safeguard ${i} of ${site}`,
    group: `group-${i % Math.max(2, Math.round(count / 20))}`,
    isMapped: i < mapped,
  }));
}

export function techniqueId(i: number): string {
  return i % 5 === 4 ? `T${1000 + i - 1}.001` : `T${1000 + i}`;
}

/** Rows of the capability that is at this place among those of its version. */
export function rowsOf(
  { site, columns }: SiteFramework,
  capability: Capability,
  place: number,
  size: SiteSize,
): Row[] {
  if (!capability.isMapped) return [];
  return Array.from({ length: size.rows }, (_, i) => {
    const hasNotes = columns !== 'typed' && (place + i) % 3 !== 0;
    return {
      capability,
      type: columns === 'enabling' ? 'enables' : 'mitigates',
      category: ['protect', 'detect', 'respond'][i % 3] ?? '',
      value: ['minimal', 'partial', 'significant'][(place + i) % 3] ?? '',
      technique: techniqueId((place * 7 + i) % size.techniques),
      comment: hasNotes ? `Row ${i} of ${capability.id}.\nA <second> line & more.` : '',
      reference: hasNotes ? `https://docs.example/${site}/${place}?row=${i}` : '',
    };
  });
}

/** The part of an address that stands for an id, as the site makes it. */
export function idPath(id: string): string {
  return encodeURI(id.replaceAll(' ', '_'));
}
