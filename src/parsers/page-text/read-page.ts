import { counted, shorten } from '../../model/text.ts';
import type { Page } from './find-pages.ts';
import { frameworkOfHeading } from './heading-framework.ts';
import { type AttackFacts, isBanner, isFurniture, isViewLink } from './line-kinds.ts';
import type { Problem } from './problem.ts';
import type { Line } from './read-lines.ts';
import type { Technique } from './read-row.ts';
import { readTable, type Table, type TableRow } from './read-table.ts';
import { readSections, type Section } from './sections.ts';

/** A page as read. */
export interface ReadPage {
  /** With the name in its own spelling. */
  readonly technique: Technique;
  /** Paragraphs, apart by an empty line; empty when there are none. */
  readonly description: string;
  /** Line of its title. */
  readonly line: number;
  readonly tables: readonly PageTable[];
  readonly problems: readonly Problem[];
}

/** A table with what stands above it. */
interface PageTable extends Table {
  readonly section: Section;
  /** What its heading states. */
  readonly framework: string | undefined;
  readonly facts: AttackFacts;
}

/** Title, description and tables of one page. */
export function readPage(lines: readonly Line[], page: Page): ReadPage {
  const { sections, first, stop, subTechniques } = readSections(
    lines,
    page.title + 1,
    page.end,
    page.technique,
  );
  const tables = sections.map((section) => tableOf(lines, section, page));
  const line = lines[page.title]?.number ?? 1;
  const rows = tables.flatMap((table) => table.rows);
  const name = nameInRows(page.technique, rows);
  const { description, problems } = readDescription(lines, page.title + 1, first);
  return {
    technique: { id: page.technique.id, name: name ?? page.technique.name },
    description,
    line,
    tables,
    problems: [
      ...(name === undefined ? [] : [inCapitals(line, page.technique.name, name)]),
      ...problems,
      ...(subTechniques ? [listOfSubTechniques(subTechniques)] : []),
      ...tables.flatMap((table) => table.problems),
      ...textLeftOut(lines.slice(stop, page.end), 'below the tables'),
    ],
  };
}

function tableOf(lines: readonly Line[], section: Section, page: Page): PageTable {
  const table = readTable(lines, section, page.technique);
  const { framework, problems } = frameworkOfHeading(
    section,
    table.rows.map(({ row }) => row),
  );
  return {
    ...table,
    problems: [...problems, ...table.problems],
    section,
    framework,
    facts: { ...page.facts, ...section.facts },
  };
}

/**
 * The rows' spelling of the name, where no row has the title's: the page shows its title in
 * capitals. Undefined where the title's counts.
 */
function nameInRows({ id, name }: Technique, rows: readonly TableRow[]): string | undefined {
  const lower = name.toLowerCase();
  const spelled = rows
    .map(({ row }) => row.fields)
    .filter((fields) => fields.attack_object_id === id)
    .map((fields) => fields.attack_object_name)
    .filter((stated) => stated?.toLowerCase() === lower);
  return spelled.includes(name) ? undefined : spelled[0];
}

/** Paragraphs up to the link to ATT&CK; text between it and the first table is none of them. */
function readDescription(lines: readonly Line[], start: number, end: number) {
  let view = start;
  while (view < end && !isViewLink(lines[view]?.text ?? '')) view += 1;
  const paragraphs: string[] = [];
  let isOpen = false;
  for (const { text } of lines.slice(start, view)) {
    if (text === '') isOpen = false;
    else if (isOpen) paragraphs.push(`${paragraphs.pop()}\n${text}`);
    else {
      paragraphs.push(text);
      isOpen = true;
    }
  }
  return {
    description: paragraphs.join('\n\n'),
    problems: textLeftOut(lines.slice(view + 1, end), 'between the description and the tables'),
  };
}

function inCapitals(line: number, title: string, name: string): Problem {
  return {
    severity: 'info',
    rule: 'title-spelling',
    line,
    message: `the title spells the technique "${title}", the rows "${name}": the rows' spelling is kept`,
  };
}

function listOfSubTechniques({ line, count }: { line: number; count: number }): Problem {
  return {
    severity: 'info',
    rule: 'sub-techniques-left-out',
    line,
    message: `a list of ${counted(count, 'sub-technique')} with the numbers of their mappings is no mapping and is left out`,
  };
}

/** What stands around the content of a page, as navigation or a footer; nothing when that is nothing. */
export function textLeftOut(lines: readonly Line[], where: string): Problem[] {
  const strays = lines.filter(({ text }) => !isFurniture(text) && !isBanner(text));
  const [first] = strays;
  if (first === undefined) return [];
  const count = strays.length === 1 ? 'a line' : `${strays.length} lines`;
  return [
    {
      severity: 'info',
      rule: 'text-left-out',
      line: first.number,
      message: `${count} ${where} left out, from "${shorten(first.text)}"`,
    },
  ];
}
