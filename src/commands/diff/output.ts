import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hasChanges } from '../../changes/change-report.ts';
import { changesLayer } from '../../changes/changes-layer.ts';
import { AttackMappingsError } from '../../errors.ts';
import { indentedJson } from '../../formats/json-text.ts';
import { writeInto } from '../../io/output-folder.ts';
import { setPath } from '../../model/set-key.ts';
import { changesMarkdown } from '../../report/changes-markdown.ts';
import { changesText, closingLine } from '../../report/changes-text.ts';
import { VERSION } from '../../version.ts';
import { refuseInput } from '../refuse-input.ts';
import { writeFileWhole } from '../validate/write-file-whole.ts';
import { writeOut } from '../write-out.ts';
import type { DiffRun } from './run.ts';

export const FORMATS = ['text', 'markdown', 'json', 'layer'] as const;
export type Format = (typeof FORMATS)[number];

export interface OutputOptions {
  readonly format: Format;
  /** The file to write, of several layers the folder; standard output when undefined. */
  readonly out: string | undefined;
  readonly all: boolean;
  readonly maxBytes: number;
}

/** Prints what changed, or writes it and prints the closing line to standard error. */
export async function printChanges(run: DiffRun, options: OutputOptions): Promise<void> {
  const { out } = options;
  if (out !== undefined) await refuseInput(out, run.paths, 'were compared');
  if (options.format === 'layer') return printLayers(run, out);
  const chunks = chunksOf(run, options);
  if (out === undefined) return writeOut(chunks);
  await writeFileWhole(out, [...chunks].join(''));
  process.stderr.write(`${closingLine(run.report)}\n`);
}

function chunksOf({ report }: DiffRun, { format, all, maxBytes }: OutputOptions): Iterable<string> {
  if (format === 'text') return changesText(report, { all });
  if (format === 'json') return indentedJson({ ...report });
  return [changesMarkdown(report, { maxBytes })];
}

async function printLayers({ report, changed }: DiffRun, out: string | undefined): Promise<void> {
  const artifacts = changed.map(({ old, next, attack = {} }) => {
    const layer = changesLayer(old, next, { ...attack, generator: `attack-mappings ${VERSION}` });
    const folder = `${next.migrations ? 'aligned-' : ''}${setPath(next.key)}`;
    return { path: `${folder}/navigator-layer-changes.json`, chunks: indentedJson({ ...layer }) };
  });
  const [only, ...others] = artifacts;
  if (only === undefined) {
    const why = hasChanges(report) ? 'no two sets differ' : 'nothing differs';
    process.stderr.write(`${why}: there is no layer to write\n`);
  } else if (others.length > 0 || (out !== undefined && (await isFolder(out)))) {
    if (out === undefined) throw needsFolder(artifacts.length);
    await writeInto(resolve(out), artifacts);
    process.stderr.write(`${closingLine(report)}\n`);
  } else if (out === undefined) {
    await writeOut(only.chunks);
  } else {
    await writeFileWhole(out, [...only.chunks].join(''));
    process.stderr.write(`${closingLine(report)}\n`);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

function needsFolder(count: number): AttackMappingsError {
  return new AttackMappingsError(
    'config',
    '--out',
    `${count} sets differ, and each has a layer of its own: name a folder with --out`,
  );
}
