/** The form of a framework's capability ids; `also` names frameworks that use the same form. */
interface IdShape {
  readonly framework: string;
  readonly also?: readonly string[];
  readonly pattern: RegExp;
}

/** Longest id that is looked at. */
const LONGEST = 500;

/**
 * No id fits two of them. Slugs, as those of cloud products, tell their framework only where they
 * begin with its name.
 */
const SHAPES: readonly IdShape[] = [
  {
    framework: 'nist_800_53',
    pattern:
      /^(?:AC|AT|AU|CA|CM|CP|IA|IR|MA|MP|PE|PL|PM|PS|PT|RA|SA|SC|SI|SR)-\d{1,2}(?: ?\(\d{1,2}\))*$/,
  },
  {
    framework: 'csa_ccm',
    pattern:
      /^(?:A&A|AIS|BCR|CCC|CEK|DCS|DSP|GRC|HRS|IAM|IPY|IVS|LOG|SEF|STA|TVM|UEM)-\d{2}(?:\.\d+)?$/,
  },
  {
    framework: 'cri_profile',
    pattern: /^(?:GV|ID|PR|DE|RS|RC|EX)\.[A-Z]{2}-\d{1,2}\.\d{1,2}$/,
  },
  { framework: 'kev', also: ['cve'], pattern: /^CVE-\d{4}-\d{4,}$/i },
  { framework: 'm365', pattern: /^[A-Z]{2,}\d*-[A-Z]{1,8}-[AEFG]\d$/ },
  {
    framework: 'veris',
    pattern: /^(?:action|actor|asset|attribute|value_chain)\.[a-z"][^.]*\./i,
  },
  { framework: 'aws', pattern: /^(?:amazon|aws)_\w/ },
  { framework: 'azure', pattern: /^(?:azure|microsoft)_\w/ },
  { framework: 'gcp', pattern: /^google_\w/ },
];

/** The framework that an id's shape names, as `m365` for ME-IP-E5; undefined when it names none. */
export function frameworkOfId(id: string): string | undefined {
  return shapeOf(id)?.framework;
}

/** True when an id can be one of the framework: its shape names it, or names none. */
export function canBeIdOf(framework: string, id: string): boolean {
  const shape = shapeOf(id);
  return shape === undefined || shape.framework === framework || !!shape.also?.includes(framework);
}

function shapeOf(id: string): IdShape | undefined {
  if (id.length > LONGEST) return undefined;
  return SHAPES.find(({ pattern }) => pattern.test(id));
}
