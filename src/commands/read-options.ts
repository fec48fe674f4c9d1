import type { Command } from 'commander';
import {
  addAttackOption,
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
    addAttackOption(addKeyOptions(command)).option(
      '--attribution <text>',
      'whose mappings these are and their terms; may be repeated (a canonical set says so itself)',
      repeated,
    ),
  );
}

export function readRequest(flags: ReadFlags, signal: AbortSignal): ReadRequest {
  return {
    ...fetchOptions(flags, signal),
    key: statedKey(flags),
    ...(flags.attack === undefined ? {} : { attack: flags.attack }),
    ...(flags.attribution ? { attribution: flags.attribution } : {}),
  };
}
