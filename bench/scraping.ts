import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomHandler } from 'domhandler';
import { Parser } from 'htmlparser2';
import type { ParserInput } from '../src/contracts.ts';
import { sitePage } from '../src/parsers/site/site-page.ts';

const HOST = 'center-for-threat-informed-defense.github.io';

/** Runs before the first that counts: the optimising compiler has seen the code by then. */
const WARM_UPS = 3;

/** All pages of the corpus that have mappings, in one process, run after run. */
export interface ScrapingTiming {
  readonly pages: number;
  readonly bytes: number;
  readonly rows: number;
  /** Seconds of each run: the bare tree parser, building the same trees. */
  readonly trees: readonly number[];
  /** Seconds of each run: bytes to records. */
  readonly records: readonly number[];
}

interface Page {
  readonly input: ParserInput;
  readonly markup: string;
}

/** Times trees and records in turn; who comes first changes from run to run. */
export function timeScraping(folder: string, runs: number, signal: AbortSignal): ScrapingTiming {
  const pages = readPages(join(folder, HOST));
  const trees: number[] = [];
  const records: number[] = [];
  let rows = 0;
  const timeTrees = () => timed(() => pages.forEach(buildTree));
  const timeRecords = () =>
    timed(() => {
      rows = pages.reduce((sum, page) => sum + countRows(page), 0);
    });
  for (let run = 0; run < WARM_UPS + runs; run += 1) {
    signal.throwIfAborted();
    const isEven = run % 2 === 0;
    const first = isEven ? timeTrees() : timeRecords();
    const second = isEven ? timeRecords() : timeTrees();
    if (run < WARM_UPS) continue;
    trees.push(isEven ? first : second);
    records.push(isEven ? second : first);
  }
  const bytes = pages.reduce((sum, { input }) => sum + input.body.length, 0);
  return { pages: pages.length, bytes, rows, trees, records };
}

function buildTree({ markup }: Page): void {
  const handler = new DomHandler(undefined, { withStartIndices: true, withEndIndices: true });
  new Parser(handler).end(markup);
}

function countRows({ input }: Page): number {
  let rows = 0;
  for (const record of sitePage(input)) if (record.kind === 'row') rows += 1;
  return rows;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function readPages(folder: string): Page[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const pages = files
    .filter((file) => file.endsWith('.html'))
    .sort()
    .map((file) => {
      const body = readFileSync(join(folder, file));
      const url = `https://${HOST}/${file}`;
      const input = { url, mediaType: 'text/html', sha256: '', body };
      return { input, markup: body.toString('utf8') };
    });
  return pages.filter(hasMappings);
}

/** Home, matrix and lists of techniques are refused. */
function hasMappings(page: Page): boolean {
  try {
    countRows(page);
    return true;
  } catch {
    return false;
  }
}
