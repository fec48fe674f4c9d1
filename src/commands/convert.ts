import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Artifact } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { writeInto } from '../io/output-folder.ts';
import {
  addFetchOptions,
  type CommandContext,
  type FetchFlags,
  fetchOptions,
  repeated,
} from './command-context.ts';
import { checkFormats, exportSets } from './export-sets.ts';
import { type MappingFile, readMappingFile } from './read-mapping-file.ts';

interface Flags extends FetchFlags {
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
  attack-mappings convert my-mappings.json --to stix --attack attack/index.json`;

export function convertCommand({ signal }: CommandContext): Command {
  return addFetchOptions(
    new Command('convert')
      .description('One local mapping file in any known format to any export, without a pipeline.')
      .argument('<file...>', 'mapping files: unified JSON, or canonical sets')
      .requiredOption('--to <format>', 'json, csv, navigator, stix or ctid-json')
      .option(
        '--out <dir>',
        'write into this folder (default: standard output, for a single result)',
      )
      .option(
        '--attack <index>',
        "address or file of an index.json of ATT&CK releases (default: MITRE's)",
      )
      .option(
        '--attribution <text>',
        'whose mappings these are and their terms; may be repeated (a canonical set says so itself)',
        repeated,
      )
      .option('--quiet', 'no findings'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: Flags) => {
      const warn = (line: string) => process.stderr.write(`warning: ${line}\n`);
      checkFormats([flags.to]);
      const request = {
        ...fetchOptions(flags, signal, warn),
        ...(flags.attack === undefined ? {} : { attack: flags.attack }),
        ...(flags.attribution ? { attribution: flags.attribution } : {}),
      };
      const read: MappingFile[] = [];
      for (const file of files) read.push(await readMappingFile(file, request));
      const sets = read.map(({ set }) => set);
      const { artifacts, diagnostics } = exportSets(sets, flags.to);
      const found = [...read.flatMap((file) => file.diagnostics), ...diagnostics];
      for (const { severity, source, place, message } of flags.quiet ? [] : found) {
        process.stderr.write(`${severity}: ${source}#${place.pointer ?? ''}: ${message}\n`);
      }
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
  for await (const chunk of only.chunks) process.stdout.write(chunk);
}
