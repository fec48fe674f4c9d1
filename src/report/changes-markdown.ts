import type { ChangeReport } from '../generated/changes.ts';
import { shorten } from '../model/text.ts';
import { countTable, layerInWords, pairName, totalsInWords } from './change-counts.ts';
import {
  type ChangeSection,
  layerSections,
  type ShownChange,
  type ShownDifference,
  setSections,
  wholeSections,
} from './change-sections.ts';
import { closingLine, MOVES_UNTOLD } from './changes-text.ts';
import { cutAlike } from './cut-alike.ts';
import { codeMarkdown, escapeMarkdown } from './markdown-escape.ts';
import { groupDigits } from './table.ts';
import { shortWordChanges } from './word-changes.ts';

export interface ChangesMarkdownOptions {
  /** Most bytes of UTF-8; a comment on GitHub takes 65,536 characters. */
  readonly maxBytes: number;
}

/** Kept for the last line, which says how much was cut. */
const RESERVE = 100;
/** Room for the lines that count the sets and the layers of the totals which are cut. */
const CUT_TOTALS = ' '.repeat(80);
/** Longest names of OLD and NEW; the first that fits is taken. */
const LABEL_LENGTHS = [400, 100, 10];
/** A title longer than this is cut. */
const LONGEST_TITLE = 120;

/**
 * What changed as Markdown for an issue or a pull request: totals first, each kind of change folded,
 * cut at the end of a line with a count of what was cut. Text of the data is shown and does nothing.
 */
export function changesMarkdown(
  report: ChangeReport,
  { maxBytes }: ChangesMarkdownOptions,
): string {
  const page = new Page(maxBytes - RESERVE);
  const note = report.sets.some(({ moves }) => moves === 'not_told') ? `${MOVES_UNTOLD}.\n\n` : '';
  LABEL_LENGTHS.some((longest) => page.add(firstLine(report, longest), note + CUT_TOTALS));
  page.add(note);
  addTotals(page, report);
  for (const changes of report.sets) {
    for (const section of setSections(changes)) addSection(page, pairName(changes), section);
  }
  for (const changes of report.layers) {
    const name = `layer ${changes.new_name}`;
    for (const section of layerSections(changes)) addSection(page, name, section);
  }
  for (const section of wholeSections(report)) addSection(page, '', section);
  return page.text();
}

/**
 * What changed in one line, for the title of a pull request:
 * `m365: 232 mappings added, 1 removed, 72 changed; aws: …`.
 */
export function changesTitle(report: ChangeReport): string {
  const parts = [
    ...report.sets.map(({ new_key, totals }) => {
      const words = totalsInWords(totals).slice(0, 3).join(', ');
      return `${new_key.framework}: ${words}`;
    }),
    ...report.sets_added.map(({ key }) => `${key.framework} ${key.framework_version} added`),
    ...report.sets_removed.map(({ key }) => `${key.framework} ${key.framework_version} removed`),
    ...report.layers.map(
      ({ new_name, totals }) => `${new_name}: ${layerInWords(totals).join(', ')}`,
    ),
    ...report.layers_added.map((name) => `${name} added`),
    ...report.layers_removed.map((name) => `${name} removed`),
  ].map((part) => shorten(part, LONGEST_TITLE));
  if (parts.length === 0) return 'nothing differs';
  let title = parts[0] ?? '';
  for (const [i, part] of parts.entries()) {
    if (i === 0) continue;
    if (title.length + part.length > LONGEST_TITLE) return `${title}; and ${parts.length - i} more`;
    title += `; ${part}`;
  }
  return title;
}

/** Text that grows by whole pieces and never beyond its size. */
class Page {
  readonly #most: number;
  #text = '';
  #bytes = 0;
  #cut = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** True when the piece is in; `after` has to fit behind it. */
  add(piece: string, after = ''): boolean {
    const bytes = Buffer.byteLength(piece);
    if (this.#bytes + bytes + Buffer.byteLength(after) > this.#most) return false;
    this.#text += piece;
    this.#bytes += bytes;
    return true;
  }

  leaveOut(changes: number): void {
    this.#cut += changes;
  }

  text(): string {
    if (this.#cut === 0) return this.#text;
    const what = this.#cut === 1 ? 'more change is' : 'more changes are';
    return `${this.#text}… and ${groupDigits(this.#cut)} ${what} not shown\n`;
  }
}

function firstLine(report: ChangeReport, longest: number): string {
  const [old, next] = [codeMarkdown(report.old, longest), codeMarkdown(report.new, longest)];
  return `${old} → ${next}: ${closingLine(report)}\n\n`;
}

function addTotals(page: Page, { sets, layers }: ChangeReport): void {
  const { header, rows } = countTable(sets);
  const lines = rows.map(
    ({ name, counts }) => `| ${[escapeMarkdown(name), ...counts.map(groupDigits)].join(' | ')} |\n`,
  );
  const head = `| | ${header.join(' | ')} |\n| --- |${' ---: |'.repeat(header.length)}\n`;
  if (lines.length > 0) {
    const hasHead = page.add(head, CUT_TOTALS);
    addLines(page, hasHead ? lines : [], { all: lines.length, one: 'set', many: 'sets' });
    page.add('\n');
  }
  const layerLines = layers.map(
    ({ new_name, totals }) =>
      `Layer ${codeMarkdown(new_name)}: ${layerInWords(totals).join(', ')}\n\n`,
  );
  addLines(page, layerLines, { all: layers.length, one: 'layer', many: 'layers' });
}

/** Lines as long as they fit; what is cut of `all` is counted. */
function addLines(
  page: Page,
  lines: readonly string[],
  { all, one, many }: { all: number; one: string; many: string },
): void {
  const cut = all - lines.filter((line) => page.add(line, CUT_TOTALS)).length;
  if (cut > 0) page.add(`\n… and ${groupDigits(cut)} more ${cut === 1 ? one : many}\n`);
}

function addSection(page: Page, of: string, { title, changes }: ChangeSection): void {
  const name = of === '' ? title : `${escapeMarkdown(of)}: ${title}`;
  const end = '\n</details>\n\n';
  const start = `<details><summary>${name}: ${groupDigits(changes.length)}</summary>\n\n`;
  for (const [i, change] of changes.entries()) {
    const line = changeLine(change);
    if (page.add(i === 0 ? `${start}${line}` : line, end)) continue;
    page.leaveOut(changes.length - i);
    // A fold in which nothing is shown would say nothing.
    if (i === 0) return;
    break;
  }
  page.add(end);
}

function changeLine({ what, note, differences }: ShownChange): string {
  const list = differences.map((entry) => {
    const lead = entry.name === '' ? '' : `${escapeMarkdown(entry.name)}: `;
    return `${lead}${differenceMarkdown(entry)}`;
  });
  const details = list.length === 0 ? '' : `: ${list.join('; ')}`;
  return `- ${codeMarkdown(what)}${note ? ` (${escapeMarkdown(note)})` : ''}${details}\n`;
}

function differenceMarkdown({ isText, old, new: next }: ShownDifference): string {
  if (!isText || old === undefined || next === undefined) {
    const value = (text: string | undefined) =>
      text === undefined ? 'nothing' : escapeMarkdown(text);
    const isPair = old !== undefined && next !== undefined;
    const [a, b] = isPair ? cutAlike(old, next) : [old, next];
    return `${value(a)} → ${value(b)}`;
  }
  // Marks take effect where white space stands around them, and none inside.
  return shortWordChanges(old, next)
    .map(({ kind, text }) => {
      const words = escapeMarkdown(text.trim() === '' ? '␠' : text.trim());
      return kind === 'same' ? words : kind === 'old' ? `~~${words}~~` : `**${words}**`;
    })
    .join(' ');
}
