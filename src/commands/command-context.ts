import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SetKey } from '../generated/mapping-set.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { ATTACK_DOMAINS } from '../model/attack-domains.ts';
import { visible } from '../model/text.ts';
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

/** The option of commands that ask ATT&CK and no pipeline says where it is. */
export function addAttackOption(command: Command): Command {
  return command.option(
    '--attack <index>',
    "address or file of an index.json of ATT&CK releases, or the name of a pipeline that has one, as sample (default: MITRE's)",
  );
}

/** Warnings go to the standard error stream, unless a progress display is there to show them. */
export function fetchOptions(
  flags: FetchFlags,
  signal: AbortSignal,
  say: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): FetchOptions {
  return {
    cache: flags.cache,
    ...(flags.mirror === undefined ? {} : { mirror: flags.mirror }),
    ...(flags.offline ? { offline: true } : {}),
    ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
    signal,
    onWarning: ({ url, message }) => say(visible(`warning: ${url}: ${message}`)),
  };
}

/** The options that say which set a document is of. */
export interface KeyFlags {
  readonly framework?: string;
  readonly frameworkVersion?: string;
  readonly attackVersion?: string;
  readonly domain?: string;
}

export function addKeyOptions(command: Command): Command {
  return command
    .option('--framework <id>', 'framework, where the file does not say it, as nist_800_53')
    .option('--framework-version <version>', 'its version, as rev5 or 07.18.2025')
    .option('--attack-version <version>', 'ATT&CK version, as 16.1', attackVersion)
    .option('--domain <domain>', 'enterprise, mobile or ics', domainName);
}

export function statedKey(flags: KeyFlags): Partial<SetKey> {
  const { framework, frameworkVersion, attackVersion, domain } = flags;
  return {
    ...(framework ? { framework } : {}),
    ...(frameworkVersion ? { framework_version: frameworkVersion } : {}),
    ...(attackVersion ? { attack_version: attackVersion } : {}),
    ...(domain ? { domain } : {}),
  };
}

/** A finding on one line, its place in the terms of its document. */
export function findingLine({ severity, source, place, message }: Diagnostic): string {
  const { pointer, line, column, row, selector } = place;
  const parts = [
    pointer ? `#${pointer}` : '',
    line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`,
    selector === undefined ? '' : ` ${selector}`,
    row === undefined ? '' : ` row ${row}`,
  ];
  return `${visible(`${severity}: ${source}${parts.join('')}: ${message}`)}\n`;
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

function attackVersion(value: string): string {
  if (!/^\d+(\.\d+)*$/.test(value)) throw new InvalidArgumentError('expected a version, as 16.1.');
  return value;
}

function domainName(value: string): string {
  const name = value.toLowerCase();
  if (!ATTACK_DOMAINS.includes(name)) {
    throw new InvalidArgumentError(`expected one of ${ATTACK_DOMAINS.join(', ')}.`);
  }
  return name;
}

function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('expected a whole number from 1.');
  return number;
}
