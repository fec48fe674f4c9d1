import type { Command } from 'commander';
import {
  addFetchOptions,
  addKeyOptions,
  type FetchFlags,
  fetchOptions,
  type KeyFlags,
  repeated,
  statedKey,
} from './command-context.ts';
import type { ReadRequest } from './read-mapping-file.ts';

/** The options of commands that read mapping files which no pipeline speaks for. */
export interface ReadFlags extends FetchFlags, KeyFlags {
  readonly attack?: string;
  readonly attribution?: string[];
}

export function addReadOptions(command: Command): Command {
  return addFetchOptions(
    addKeyOptions(command)
      .option(
        '--attack <index>',
        "address or file of an index.json of ATT&CK releases, or the name of a pipeline that has one, as sample (default: MITRE's)",
      )
      .option(
        '--attribution <text>',
        'whose mappings these are and their terms; may be repeated (a canonical set says so itself)',
        repeated,
      ),
  );
}

export function readRequest(flags: ReadFlags, signal: AbortSignal): ReadRequest {
  const warn = (line: string) => process.stderr.write(`warning: ${line}\n`);
  return {
    ...fetchOptions(flags, signal, warn),
    key: statedKey(flags),
    ...(flags.attack === undefined ? {} : { attack: flags.attack }),
    ...(flags.attribution ? { attribution: flags.attribution } : {}),
  };
}
