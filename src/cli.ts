#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import type { CommandContext } from './commands/command-context.ts';
import { errorText, usageText } from './commands/error-text.ts';
import { AttackMappingsError } from './errors.ts';
import { VERSION } from './version.ts';

/** Each is loaded when it is asked for; all of them to show or to look for names. */
const COMMANDS: Readonly<Record<string, () => Promise<(context: CommandContext) => Command>>> = {
  build: async () => (await import('./commands/build.ts')).buildCommand,
  list: async () => (await import('./commands/list.ts')).listCommand,
  validate: async () => (await import('./commands/validate/command.ts')).validateCommand,
  convert: async () => (await import('./commands/convert.ts')).convertCommand,
  migrate: async () => (await import('./commands/migrate/command.ts')).migrateCommand,
  verify: async () => (await import('./commands/verify/command.ts')).verifyCommand,
  diff: async () => (await import('./commands/diff/command.ts')).diffCommand,
  regenerate: async () => (await import('./commands/regenerate/command.ts')).regenerateCommand,
  parse: async () => (await import('./commands/parse.ts')).parseCommand,
};

const USAGE = 2;
const INTERRUPTED = 130;

const interruption = new AbortController();

/** For commands that have something to clean up. Others end where they stand, also amid a long parse. */
function interrupted(): AbortSignal {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // The first one lets the build clean up; a second one ends it where it stands.
    if (process.listenerCount(signal) === 0) {
      process.once(signal, () => interruption.abort(new Error('interrupted')));
    }
  }
  return interruption.signal;
}

// A reader such as `head` that closes the pipe is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    if (stream === process.stdout)
      process.stderr.write(`attack-mappings: standard output: ${error.message}\n`);
    process.exit(1);
  });
}

process.exitCode = await main();

async function main(): Promise<number> {
  let exitCode = 0;
  const done = (code: number) => {
    exitCode = code;
  };
  const program = new Command('attack-mappings')
    .description(
      'Mappings between security capabilities and MITRE ATT&CK, as data that tools import.',
    )
    .version(VERSION)
    .showSuggestionAfterError()
    .showHelpAfterError('(attack-mappings --help shows the commands)')
    .configureOutput({ outputError: (text, write) => write(usageText(text)) })
    .exitOverride()
    .hook('preAction', (_, command) => refuseEmpty(command));
  const context: CommandContext = {
    get signal() {
      return interrupted();
    },
    done,
  };
  const asked = process.argv[2] ?? '';
  for (const name of Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS)) {
    const command = await COMMANDS[name]?.();
    if (command) program.addCommand(command(context).exitOverride().copyInheritedSettings(program));
  }
  try {
    await program.parseAsync();
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    if (interruption.signal.aborted) {
      process.stderr.write('attack-mappings: interrupted; every file on disk is whole\n');
      return INTERRUPTED;
    }
    process.stderr.write(`attack-mappings: ${errorText(error)}\n`);
    return error instanceof AttackMappingsError && error.code === 'config' ? USAGE : 1;
  }
}

/** An empty value is a variable that was not set, and would mean the current folder or nothing. */
function refuseEmpty(command: Command): void {
  for (const option of command.options) {
    if (command.getOptionValue(option.attributeName()) !== '') continue;
    command.error(`error: option '${option.flags}' has an empty value: name one, or leave it out`);
  }
}
