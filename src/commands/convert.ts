import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Artifact } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { writeInto } from '../io/output-folder.ts';
import {
  addFetchOptions,
  addKeyOptions,
  type CommandContext,
  type FetchFlags,
  fetchOptions,
  findingLine,
  type KeyFlags,
  repeated,
  statedKey,
} from './command-context.ts';
import { checkFormats, exportSets } from './export-sets.ts';
import { type MappingFile, readMappingFile } from './read-mapping-file.ts';
import { writeOut } from './write-out.ts';

interface Flags extends FetchFlags, KeyFlags {
  readonly to: string;
  readonly out?: string;
  readonly attack?: string;
  readonly attribution?: string[];
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
  return addFetchOptions(
    addKeyOptions(
      new Command('convert')
        .description(
          'One local mapping file in any known format to any export, without a pipeline.',
        )
        .argument(
          '<file...>',
          'mapping files: unified JSON, canonical sets, web pages, their text, YAML, XLSX, VERIS JSON or CVE CSV',
        )
        .requiredOption('--to <format>', 'json, csv, navigator, stix or ctid-json')
        .option(
          '--out <dir>',
          'write into this folder (default: standard output, for a single result)',
        )
        .option(
          '--attack <index>',
          "address or file of an index.json of ATT&CK releases, or the name of a pipeline that has one, as sample (default: MITRE's)",
        )
        .option(
          '--attribution <text>',
          'whose mappings these are and their terms; may be repeated (a canonical set says so itself)',
          repeated,
        )
        .option('--quiet', 'no findings'),
    ),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: Flags) => {
      const warn = (line: string) => process.stderr.write(`warning: ${line}\n`);
      checkFormats([flags.to]);
      const request = {
        ...fetchOptions(flags, signal, warn),
        key: statedKey(flags),
        ...(flags.attack === undefined ? {} : { attack: flags.attack }),
        ...(flags.attribution ? { attribution: flags.attribution } : {}),
      };
      const read: MappingFile[] = [];
      for (const file of files) read.push(await readMappingFile(file, request));
      const sets = read.flatMap((file) => file.sets);
      // Standard output takes one file: the mappings, without the coverage beside them.
      const options = flags.out === undefined ? { coverage: false } : {};
      const { artifacts, diagnostics } = exportSets(sets, flags.to, options);
      const found = [...read.flatMap((file) => file.diagnostics), ...diagnostics];
      for (const finding of flags.quiet ? [] : found) process.stderr.write(findingLine(finding));
      if (flags.out !== undefined) return writeInto(resolve(flags.out), artifacts);
      await print(artifacts);
    });
}

async function print(artifacts: readonly Artifact[]): Promise<void> {
  const [only, ...others] = artifacts;
  if (only === undefined) return;
  if (others.length > 0) {
    const paths = artifacts.map(({ path }) => `  ${path}`).join('\n');
    throw new AttackMappingsError(
      'config',
      '--out',
      `${artifacts.length} files come of this; name a folder with --out:\n${paths}`,
    );
  }
  await writeOut(only.chunks);
}
