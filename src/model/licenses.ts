import type { LicenseRequirement } from '../generated/mapping-set.ts';

/** "License Requirements:", "License:", "Required licenses" and a line break. */
const HEADER =
  /\b(?:licen[sc]e requirements?\s*:|licen[sc]e\s*:|required licen[sc]es?\s*[:\n])\s*/gi;
/** A requirement inside a sentence, told from other needs by a product that is licensed. */
const INLINE =
  /\bmay require (?:microsoft|m365|office)\b[^.\n]{0,80}?\b(?:[aefgp]\d|plan \d|licen[sc]es?)\b\.?/gi;

/** No statement is longer; what is, is one name. */
const LONGEST = 500;

/** Sentences whose licences are not a plain list; the groups capture them. */
const SENTENCES: readonly RegExp[] = [
  /^may require (.+?)\.?$/i,
  /\bincluded with (.+?) and requires (.+?) when\b/i,
  /\bincluded in (all versions of .+?)\.?$/i,
  /^an? (.+? license) entitles\b/i,
];

/**
 * The licence requirements that a comment states. A statement runs from its header to the next
 * blank line or header and is kept verbatim; each licence is a verbatim part of it.
 */
export function licenseRequirements(comment: string): LicenseRequirement[] {
  if (!/licen[sc]|may require/i.test(comment)) return [];
  const statements = [...underHeaders(comment), ...(comment.match(INLINE) ?? [])];
  return [...new Set(statements)].map((statement) => ({
    statement,
    licenses: licensesIn(statement),
  }));
}

function underHeaders(comment: string): string[] {
  const headers = [...comment.matchAll(HEADER)];
  return headers
    .map((header, i) => comment.slice(header.index + header[0].length, headers[i + 1]?.index))
    .map((text) => (text.split(/\n\s*\n/)[0] ?? '').trim())
    .filter((statement) => statement !== '');
}

function licensesIn(statement: string): string[] {
  if (statement.length > LONGEST) return [statement];
  for (const sentence of SENTENCES) {
    const found = sentence.exec(statement);
    if (found) return found.slice(1).map((name) => name.trim());
  }
  const names = statement
    .replace(/\(includes [^)]*\)/gi, ',')
    .split(/,|\(or\b|\band\b|\bor\b|\n/i)
    .map(trimName)
    .filter((name) => name !== '');
  return names.length > 0 ? names : [statement];
}

/** "M365 E5 customers." is the licence "M365 E5"; "All … licenses" stays whole. */
function trimName(part: string): string {
  const unclosed = part.includes('(') ? part : part.replaceAll(')', '');
  const name = unclosed.trim().replace(/\.+$/, '');
  return /^all\b/i.test(name) ? name : name.replace(/\s+(?:licen[sc]es?|customers)$/i, '');
}
