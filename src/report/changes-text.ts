import type { ChangeReport, SetChanges } from '../generated/changes.ts';
import { shorten } from '../model/text.ts';
import { layerInWords, pairName, totalsInWords } from './change-counts.ts';
import {
  type ChangeSection,
  layerSections,
  type ShownChange,
  type ShownDifference,
  setSections,
  wholeSections,
} from './change-sections.ts';
import { cutAlike } from './cut-alike.ts';
import { groupDigits } from './table.ts';
import { shortWordChanges } from './word-changes.ts';

export interface ChangesTextOptions {
  /** Show every change; otherwise the first few of each kind. */
  readonly all: boolean;
}

/** Changes of one kind that are shown. */
const SHOWN = 10;
/** Longest value or stretch of a text. */
const LONGEST = 400;
/** Of sets whose rows may have moved. */
export const MOVES_UNTOLD =
  'ATT&CK was not asked: mappings that it moved are among those added and removed';

/** What changed, for people: counts, then lists. Nothing of the data can steer a terminal. */
export function* changesText(report: ChangeReport, { all }: ChangesTextOptions): Generator<string> {
  const most = all ? Number.POSITIVE_INFINITY : SHOWN;
  for (const changes of report.sets) {
    yield* heading(pairName(changes), totalsInWords(changes.totals), movesOf(changes));
    for (const section of setSections(changes)) yield* sectionText(section, most);
  }
  for (const changes of report.layers) {
    const { old_name, new_name, totals } = changes;
    const name = old_name === new_name ? new_name : `${old_name} → ${new_name}`;
    yield* heading(`layer ${name}`, layerInWords(totals), undefined);
    for (const section of layerSections(changes)) yield* sectionText(section, most);
  }
  for (const section of wholeSections(report)) yield* sectionText(section, most);
  yield `${closingLine(report)}\n`;
}

/** How much was compared and how much of it changed, in one line. */
export function closingLine({ totals: { sets, layers } }: ChangeReport): string {
  const of = (what: string, { compared, changed, added, removed }: typeof sets) =>
    compared + added + removed === 0
      ? []
      : `${what}: ${groupDigits(compared)} compared, ${groupDigits(changed)} changed, ${groupDigits(added)} added, ${groupDigits(removed)} removed`;
  const lines = [of('sets', sets), of('layers', layers)].flat();
  return lines.length === 0 ? 'nothing differs' : lines.join('; ');
}

function movesOf({ moves }: SetChanges): string | undefined {
  return moves === 'not_told' ? MOVES_UNTOLD : undefined;
}

function* heading(
  name: string,
  totals: readonly string[],
  note: string | undefined,
): Generator<string> {
  const title = shorten(name, LONGEST);
  yield `${title}\n${'='.repeat(title.length)}\n${totals.join(', ')}\n`;
  if (note !== undefined) yield `${note}\n`;
  yield '\n';
}

function* sectionText({ title, changes }: ChangeSection, most: number): Generator<string> {
  yield `${title}: ${groupDigits(changes.length)}\n`;
  const shown = changes.slice(0, most);
  for (const change of shown) yield changeText(change);
  const more = changes.length - shown.length;
  if (more > 0) yield `  … and ${groupDigits(more)} more (--all)\n`;
  yield '\n';
}

function changeText({ what, note, differences }: ShownChange): string {
  const [only, ...others] = differences;
  // A single value needs no name of its own.
  const inline = only?.name === '' && others.length === 0 ? `: ${valueText(only)}` : '';
  const lead = `  ${shorten(what, LONGEST)}${inline}${note ? `  [${note}]` : ''}\n`;
  if (inline !== '') return lead;
  return lead + differences.map((entry) => `      ${entry.name}: ${valueText(entry)}\n`).join('');
}

function valueText({ isText, old, new: next }: ShownDifference): string {
  if (!isText || old === undefined || next === undefined) {
    const value = (text: string | undefined) =>
      text === undefined ? '(nothing)' : shorten(text, LONGEST);
    const isPair = old !== undefined && next !== undefined;
    const [a, b] = isPair ? cutAlike(old, next) : [old, next];
    return `${value(a)} → ${value(b)}`;
  }
  const pieces = shortWordChanges(old, next);
  return pieces
    .map(({ kind, text }, i) => {
      if (kind === 'same') return shorten(text, LONGEST);
      // The white space after a word is no part of the change, unless it is all of it.
      const word = text.trimEnd() || text;
      const gap = pieces[i + 1]?.kind === 'new' ? '' : text.slice(word.length);
      const visible = shorten(word, LONGEST);
      return `${kind === 'old' ? `[-${visible}-]` : `{+${visible}+}`}${shorten(gap, LONGEST)}`;
    })
    .join('');
}
