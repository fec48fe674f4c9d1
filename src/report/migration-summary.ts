import { groupDigits, textTable } from './table.ts';

/** One set or layer; counts are rows of a set, entries of a layer. */
export interface MigrationLine {
  readonly path: string;
  readonly from: string;
  readonly before: number;
  readonly after: number;
  readonly aside: number;
  readonly moved: number;
  readonly renamed: number;
  readonly collisions: number;
  readonly notAssessed: number;
}

const HEADER = [
  'set or layer',
  'ATT&CK',
  'in',
  'out',
  'aside',
  'moved',
  'renamed',
  'collide',
  'not assessed',
];

/** The closing table of a migration. */
export function migrationSummary(to: string, lines: readonly MigrationLine[]): string {
  const rows = lines.map((line) => [
    line.path,
    `${line.from} → ${to}`,
    ...[
      line.before,
      line.after,
      line.aside,
      line.moved,
      line.renamed,
      line.collisions,
      line.notAssessed,
    ].map(groupDigits),
  ]);
  return textTable(HEADER, rows, 2);
}
