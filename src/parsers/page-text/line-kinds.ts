import type { SetKey } from '../../generated/mapping-set.ts';
import type { Line } from './read-lines.ts';

/** What a page says of ATT&CK, in its own spelling. */
export type AttackFacts = Partial<Pick<SetKey, 'attack_version' | 'domain'>>;

/** Longest line that is looked at as a piece of the page's furniture. */
const LONGEST = 200;

const FURNITURE: readonly RegExp[] = [
  /^search$/i,
  /^(?:\d+ )?rows per page$/i,
  /^[\d\s‹›«»…]+$/,
  /^no (?:mappings|matching records) found$/i,
  /^loading, please wait/i,
  /^multiple sort$/i,
];

/** Lines that a table or a badge leaves behind, and that say nothing. */
export function isFurniture(text: string): boolean {
  if (text === '') return true;
  if (text.length > LONGEST) return false;
  return isBadge(text) || FURNITURE.some((pattern) => pattern.test(text));
}

/** "ATT&CK Version 16.1", "ATT&CK Domain Enterprise" and the button beside them, on a line or several. */
function isBadge(text: string): boolean {
  return (
    /^ATT&CK (?:Version(?: ?\d|$)|Domain(?: ?(?:enterprise|mobile|ics)|$))/i.test(text) ||
    /^Change Versions$/i.test(text) ||
    /^(?:\d+(?:\.\d+)?|enterprise|mobile|ics)$/i.test(text)
  );
}

/** What the badges among some lines say. */
export function badgeFacts(lines: readonly Line[], start: number, end: number): AttackFacts {
  const text = lines
    .slice(start, end)
    .map((line) => line.text)
    .filter((line) => line.length <= LONGEST && isBadge(line))
    .join(' ');
  return factsIn(
    /ATT&CK Version ?(\d+(?:\.\d+)?)/i.exec(text)?.[1],
    /ATT&CK Domain ?(enterprise|mobile|ics)/i.exec(text)?.[1],
  );
}

/** True for "You're currently viewing ATT&CK Version 16.1 Enterprise.", which opens a page. */
export function isBanner(text: string): boolean {
  return /^you.re currently viewing att&ck version/i.test(text.slice(0, LONGEST));
}

/** What a banner says; it may go on in the next line. */
export function bannerFacts(line: string, next: string): AttackFacts {
  const found = /version (\d+(?:\.\d+)?)(?: (enterprise|mobile|ics))?/i.exec(
    `${line.slice(0, LONGEST)} ${next.slice(0, LONGEST)}`,
  );
  return factsIn(found?.[1], found?.[2]);
}

/** "Showing 1 to 10 of 25 rows": how many rows a table shows, and how many it has. */
export function shownRows(text: string): { shown: number; total: number } | undefined {
  if (text.length > LONGEST) return undefined;
  const found = /^showing (\d{1,9}) to (\d{1,9}) of (\d{1,9}) rows/i.exec(text);
  if (found === null) return undefined;
  return { shown: Number(found[2]) - Number(found[1]) + 1, total: Number(found[3]) };
}

/** True where the content of a page ends: at its footer, or at the top of the page that follows. */
export function endsPage(lines: readonly Line[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  if (text === 'ABOUT') return nextText(lines, index + 1) === 'Overview';
  if (isBanner(text)) return true;
  return /^the center for threat-informed defense(?: is a non-profit|$)/i.test(
    text.slice(0, LONGEST),
  );
}

/** True for "View in MITRE ATT&CK®", which follows the description. */
export function isViewLink(text: string): boolean {
  return /^view in mitre att&ck/i.test(text.slice(0, LONGEST));
}

/** True for the header of the list of sub-techniques, which are no mappings. */
export function opensSubTechniques(text: string): boolean {
  return /^technique id technique name number of mappings$/i.test(text.slice(0, LONGEST));
}

/** True for "T1110.001 Password Guessing 59" in that list. */
export function isSubTechnique(text: string): boolean {
  return text.length <= LONGEST && /^T\d{4}\.\d{3} .+ \d+$/.test(text);
}

/** The framework's label in "NIST 800-53 Mappings"; empty for "Mappings"; undefined when no heading. */
export function headingLabel(text: string): string | undefined {
  if (text.length > 80 || !/(?:^| )mappings$/i.test(text)) return undefined;
  return text.slice(0, -'mappings'.length).trim();
}

/** The text of the first line that is not blank. */
function nextText(lines: readonly Line[], start: number): string | undefined {
  for (let i = start; i < lines.length; i += 1) if (lines[i]?.text !== '') return lines[i]?.text;
  return undefined;
}

function factsIn(version: string | undefined, domain: string | undefined): AttackFacts {
  return {
    ...(version === undefined ? {} : { attack_version: version }),
    ...(domain === undefined ? {} : { domain }),
  };
}
