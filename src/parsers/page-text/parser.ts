import type { ParserInput } from '../../contracts.ts';
import { AttackMappingsError } from '../../errors.ts';
import { shorten } from '../../model/text.ts';
import type { ParsedRecord } from '../../records.ts';
import { optionProblems, withoutUnclearVersion } from './check-options.ts';
import { opensHeader } from './columns.ts';
import { findPages, type Page } from './find-pages.ts';
import { inferredSets, pageRecords, setsOfPage } from './page-records.ts';
import type { Problem } from './problem.ts';
import { type Line, readLines } from './read-lines.ts';
import { readPage, textLeftOut } from './read-page.ts';

/**
 * Technique pages as plain text, one or several, in the older form (one table "Mappings") or the
 * newer one (a table "<label> Mappings" a framework), with or without what the website puts around
 * them. Yields for each set of a page its technique, its header, its extent and its rows; `input.set`
 * says what the text does not. Throws `parse` on what is no such page, or has no rows.
 */
export function* pageText(input: ParserInput): Generator<ParsedRecord> {
  const lines = readLines(input.body, input.url);
  const pages = findPages(lines);
  const [first] = pages;
  if (first === undefined) throw noTitle(lines, input.url);
  const read = pages.map((page) => readPage(lines, page));
  if (read.every(({ tables }) => tables.every(({ rows }) => rows.length === 0))) {
    throw noRows(lines, first, input.url);
  }
  const { options, problems } = withoutUnclearVersion(read, input.set ?? {});
  const diagnostic = ({ line, ...problem }: Problem): ParsedRecord => ({
    kind: 'diagnostic',
    diagnostic: { ...problem, source: input.url, place: { line } },
  });
  const sets = read.map((page) => setsOfPage(page, options));
  const headers = inferredSets(sets);
  yield* textLeftOut(lines.slice(0, first.title), 'above the title').map(diagnostic);
  for (const [i, page] of read.entries()) {
    yield* pageRecords(page, sets[i] ?? [], headers, diagnostic);
    yield* page.problems.map(diagnostic);
  }
  yield* [...problems, ...optionProblems(read, options)].map(diagnostic);
}

function noTitle(lines: readonly Line[], subject: string): AttackMappingsError {
  const words = lines.filter(({ text }) => text !== '').slice(0, 3);
  const found = words.map(({ text }) => `"${shorten(text, 60)}"`).join(', ');
  const isMarkup = words[0]?.text.startsWith('<') ?? false;
  return new AttackMappingsError(
    'parse',
    subject,
    `expected the text of a technique page with a title as "T1621 Multi-Factor Authentication Request Generation Mappings", found ${found || 'no text'}: ${isMarkup ? 'a web page is read by site-page' : 'copy the page from its title on'}`,
  );
}

function noRows(lines: readonly Line[], page: Page, subject: string): AttackMappingsError {
  const header = lines.find(({ text }) => opensHeader(text));
  const found = header
    ? `found "${shorten(header.text)}" at line ${header.number} and no row below it`
    : 'found no such line';
  return new AttackMappingsError(
    'parse',
    subject,
    `expected a header "Capability ID Capability Description Mapping Type ATT&CK ID ATT&CK Name Notes" and rows below it, under the title of ${page.technique.id} at line ${lines[page.title]?.number}, ${found}: copy the page with its tables`,
  );
}
