import { indentedJson } from '../../formats/json-text.ts';
import { sarifLog } from '../../report/sarif.ts';
import { closingLine, type TextOptions, validationText } from '../../report/validation-text.ts';
import { VERSION } from '../../version.ts';
import { refuseInput } from '../refuse-input.ts';
import { writeOut } from '../write-out.ts';
import { ALL_RULES } from './rules.ts';
import type { Validation } from './run.ts';
import { writeFileWhole } from './write-file-whole.ts';

export const FORMATS = ['text', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

export interface OutputOptions extends TextOptions {
  readonly format: Format;
  /** The file to write; standard output when undefined. */
  readonly out: string | undefined;
}

/** Prints a validation, or writes it and prints its closing line to standard error. */
export async function printValidation(
  validation: Validation,
  options: OutputOptions,
): Promise<void> {
  for (const note of validation.notes) process.stderr.write(`${note}\n`);
  const chunks = chunksOf(validation, options);
  if (options.out === undefined) return writeOut(chunks);
  const paths = validation.files.map(({ path }) => path);
  await refuseInput(options.out, paths, 'were validated');
  await writeFileWhole(options.out, [...chunks].join(''));
  process.stderr.write(`${closingLine(validation.report, options)}\n`);
}

function chunksOf(
  { files, report, hasBaseline }: Validation,
  options: OutputOptions,
): Iterable<string> {
  if (options.format === 'text') return validationText(files, report, options);
  if (options.format === 'json') return indentedJson({ ...report });
  const tool = { name: 'attack-mappings', version: VERSION, rules: ALL_RULES, hasBaseline };
  return indentedJson({ ...sarifLog(files, tool) });
}
