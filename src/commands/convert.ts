import { resolve } from 'node:path';
import { Command } from 'commander';
import { writeInto } from '../io/output-folder.ts';
import { type CommandContext, findingLine } from './command-context.ts';
import { checkFormats, exportSets, WITHOUT_COVERAGE } from './export-sets.ts';
import { type MappingFile, readMappingFile } from './read-mapping-file.ts';
import { addReadOptions, type ReadFlags, readRequest } from './read-options.ts';
import { writeSingle } from './write-out.ts';

interface Flags extends ReadFlags {
  readonly to: string;
  readonly out?: string;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Examples:
  attack-mappings convert my-mappings.json --to csv > my-mappings.csv
  attack-mappings convert a.json b.json --to navigator --out layers
  attack-mappings convert my-mappings.json --to stix --attack attack/index.json
  attack-mappings convert all-data.html --to csv --out tables
  attack-mappings convert page.txt --to navigator --framework nist_800_53 --framework-version rev5 --attack-version 14.1 --domain enterprise --out layers`;

export function convertCommand({ signal }: CommandContext): Command {
  return addReadOptions(
    new Command('convert')
      .description('One local mapping file in any known format to any export, without a pipeline.')
      .argument(
        '<file...>',
        'mapping files: unified JSON, canonical sets, web pages, their text, YAML, XLSX, VERIS JSON or CVE CSV',
      )
      .requiredOption('--to <format>', 'json, csv, navigator, stix or ctid-json')
      .option(
        '--out <dir>',
        'write into this folder (default: standard output, for a single result)',
      )
      .option('--quiet', 'no findings'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: Flags) => {
      checkFormats([flags.to]);
      const request = readRequest(flags, signal);
      const read: MappingFile[] = [];
      for (const file of files) read.push(await readMappingFile(file, request));
      const sets = read.flatMap((file) => file.sets);
      const options = flags.out === undefined ? WITHOUT_COVERAGE : {};
      const { artifacts, diagnostics } = exportSets(sets, flags.to, options);
      const found = [...read.flatMap((file) => file.diagnostics), ...diagnostics];
      for (const finding of flags.quiet ? [] : found) process.stderr.write(findingLine(finding));
      if (flags.out !== undefined) return writeInto(resolve(flags.out), artifacts);
      await writeSingle(artifacts, 'name a folder with --out');
    });
}
