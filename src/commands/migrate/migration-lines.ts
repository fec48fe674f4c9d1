import type { Migration } from '../../generated/mapping-set.ts';
import type { LayerMigrationReport } from '../../migration/layer-report.ts';
import { counted } from '../../model/text.ts';
import type { MigrationLine } from '../../report/migration-summary.ts';
import type { MigratedFile, MigrationRun } from './migration-run.ts';

/** What the table says of a set or layer. */
export function migrationLine({
  path,
  from = 'unknown',
  size,
  migration,
  layer,
}: MigratedFile): MigrationLine {
  if (migration) return { path, from, ...ofSet(migration) };
  return { path, from, ...(layer ? ofLayer(layer) : { ...UNCHANGED, before: size, after: size }) };
}

type Counts = Omit<MigrationLine, 'path' | 'from'>;

/** A set that is of that version already. */
const UNCHANGED: Omit<Counts, 'before' | 'after'> = {
  aside: 0,
  moved: 0,
  renamed: 0,
  collisions: 0,
  notAssessed: 0,
};

function ofSet({ counts, not_assessed }: Migration): Counts {
  return {
    before: counts.rows,
    after: counts.out,
    aside: counts.aside,
    moved: counts.revoked + counts.renumbered + counts.decided,
    renamed: counts.renamed,
    collisions: counts.collisions,
    notAssessed: not_assessed.length,
  };
}

function ofLayer({ kept, moved, dropped, renamed, merged, not_assessed }: LayerMigrationReport) {
  const targets = new Set([...kept, ...moved.map(({ to }) => to)]);
  const sources = new Set([
    ...kept,
    ...moved.map(({ from }) => from),
    ...dropped.map(({ id }) => id),
  ]);
  return {
    before: sources.size,
    after: targets.size,
    aside: dropped.length,
    moved: moved.length,
    renamed: renamed.length,
    collisions: merged.length,
    notAssessed: not_assessed.length,
  };
}

/** The plan in words, a line a technique that is not what it was. */
export function changeLines({ path, migration, layer }: MigratedFile): string[] {
  const lines = [
    ...(migration?.techniques ?? []).flatMap(({ id, name, reason, rows, to = [] }) =>
      reason === 'retagged'
        ? []
        : [
            `  ${id} ${name ?? ''} → ${to.map((t) => `${t.id} ${t.name}`).join(', ') || 'set aside'}: ${reason}, ${counted(rows, 'row')}`,
          ],
    ),
    ...(layer?.renamed ?? []).map(({ id, was, is }) => `  ${id} ${was} → ${is}: renamed`),
    ...(layer?.moved ?? []).map(({ from, to, reason }) => `  ${from} → ${to}: ${reason}`),
    ...(layer?.dropped ?? []).map(({ id, reason }) => `  ${id} is dropped: ${reason}`),
  ];
  return lines.length === 0 ? [] : ['', path, ...lines];
}

export function failureLine({ file, error }: MigrationRun['failures'][number]): string {
  const about = error.message.includes(error.subject) || error.subject === file;
  return `attack-mappings: ${file}: ${error.code} error: ${about ? '' : `${error.subject}: `}${error.message}`;
}
