import { type Command, InvalidArgumentError, Option } from 'commander';
import { cacheHome } from './cache-home.ts';
import type { FetchOptions } from './open-inputs.ts';

/** What every command is handed. */
export interface CommandContext {
  readonly signal: AbortSignal;
  /** Sets the exit code. */
  readonly done: (exitCode: number) => void;
}

/** The options of commands that fetch. */
export interface FetchFlags {
  readonly cache: string;
  readonly mirror?: string;
  readonly offline?: boolean;
  readonly concurrency?: number;
}

export function addFetchOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--cache <dir>', 'folder of fetched documents and indexes').default(
        cacheHome(),
        'the user cache folder',
      ),
    )
    .option(
      '--mirror <dir>',
      'answer https://host/path from DIR/host/path (the layout of wget --mirror)',
    )
    .option('--offline', 'use only what the cache holds')
    .option('--concurrency <n>', 'most requests at once', positiveInteger);
}

export function fetchOptions(
  flags: FetchFlags,
  signal: AbortSignal,
  onWarning: (line: string) => void,
): FetchOptions {
  return {
    cache: flags.cache,
    ...(flags.mirror === undefined ? {} : { mirror: flags.mirror }),
    ...(flags.offline ? { offline: true } : {}),
    ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
    signal,
    onWarning: ({ url, message }) => onWarning(`${url}: ${message}`),
  };
}

/** `a,b` and repeated options as one list. */
export function list(value: string, previous: string[] = []): string[] {
  const all = [
    ...previous,
    ...value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ];
  return [...new Set(all)];
}

/** Repeated options as one list; commas belong to the value. */
export function repeated(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('expected a whole number from 1.');
  return number;
}
