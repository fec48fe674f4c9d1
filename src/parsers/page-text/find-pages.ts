import { opensHeader } from './columns.ts';
import {
  type AttackFacts,
  bannerFacts,
  isBanner,
  isFurniture,
  isSubTechnique,
  isViewLink,
  opensSubTechniques,
} from './line-kinds.ts';
import type { Line } from './read-lines.ts';
import type { Technique } from './read-row.ts';

/** A technique page in the document. */
export interface Page {
  readonly technique: Technique;
  /** Index of its title. */
  readonly title: number;
  /** Index after its last line. */
  readonly end: number;
  /** What the banner above the title says. */
  readonly facts: AttackFacts;
}

interface Title extends Technique {
  readonly index: number;
  /** True for "T1621 … Mappings". */
  readonly saysMappings: boolean;
}

const LONGEST_TITLE = 300;
const TITLE = /^(T\d{4}(?:\.\d{3})?) (\S.*)$/;
const SUFFIX = / mappings$/i;

/** What comes first below a line that could be a title. */
type Below = 'nothing' | 'view' | 'header' | 'notes';

/**
 * Pages by their titles. The first line "<technique id> <name>" is one. So is a later one when the
 * page before it is past its description and the new one's link to ATT&CK, or its table where the
 * title says "Mappings", comes before any notes: a comment may begin with a technique id. The
 * breadcrumb above a title, which is the same text, is part of the page.
 */
export function findPages(lines: readonly Line[]): Page[] {
  const below = whatIsBelow(lines);
  const titles: Title[] = [];
  let isPastDescription = true;
  let isInList = false;
  for (const [index, { text }] of lines.entries()) {
    if (opensSubTechniques(text)) isInList = true;
    else if (isInList && (isFurniture(text) || isSubTechnique(text))) continue;
    else isInList = false;
    if (isViewLink(text) || opensHeader(text)) isPastDescription = true;
    const title = readTitle(text, index);
    const last = titles.at(-1);
    if (title === undefined) continue;
    if (last === undefined || (isPastDescription && opensPage(title, below[index]))) {
      titles.push(title);
      isPastDescription = false;
    } else if (!isPastDescription && isSamePage(last, title))
      titles[titles.length - 1] = spelled(last, title);
  }
  return titles.map((title, i) => ({
    technique: { id: title.id, name: title.name },
    title: title.index,
    end: titles[i + 1]?.index ?? lines.length,
    facts: bannerBefore(lines, titles[i - 1]?.index ?? 0, title.index),
  }));
}

function readTitle(text: string, index: number): Title | undefined {
  if (text.length > LONGEST_TITLE) return undefined;
  const [, id, words] = TITLE.exec(text) ?? [];
  if (id === undefined || words === undefined) return undefined;
  return { id, name: words.replace(SUFFIX, ''), index, saysMappings: SUFFIX.test(words) };
}

function opensPage({ saysMappings }: Title, below: Below | undefined): boolean {
  return below === 'view' || (below === 'header' && saysMappings);
}

function isSamePage(breadcrumb: Title, title: Title): boolean {
  return breadcrumb.id === title.id && breadcrumb.name.toLowerCase() === title.name.toLowerCase();
}

/** The title, with the name as the breadcrumb spells it: the page shows its title in capitals. */
function spelled(breadcrumb: Title, title: Title): Title {
  return { ...title, name: breadcrumb.name };
}

function whatIsBelow(lines: readonly Line[]): Below[] {
  const below: Below[] = new Array(lines.length);
  let next: Below = 'nothing';
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    below[i] = next;
    const text = lines[i]?.text ?? '';
    if (isViewLink(text)) next = 'view';
    else if (opensHeader(text)) next = 'header';
    else if (text === 'Comments' || text === 'References') next = 'notes';
  }
  return below;
}

function bannerBefore(lines: readonly Line[], start: number, end: number): AttackFacts {
  for (let i = end - 1; i >= start; i -= 1) {
    const text = lines[i]?.text ?? '';
    if (isBanner(text)) return bannerFacts(text, i + 1 < end ? (lines[i + 1]?.text ?? '') : '');
  }
  return {};
}
