import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { AttackMappingsError, asAttackMappingsError } from '../errors.ts';
import { readJson } from '../formats/read-json.ts';
import type { CommandContext } from './command-context.ts';
import { type Validation, validateValue } from './validate-value.ts';

interface Flags {
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  attack-mappings validate output/sample                   every JSON file below the folder
  attack-mappings validate layer.json bundle.json
  attack-mappings validate mappings/ --json

Exit codes: 0 nothing found, 1 findings, 2 usage.`;

export function validateCommand({ signal, done }: CommandContext): Command {
  return new Command('validate')
    .description(
      'Check mapping sets, unified JSON, layers, bundles and manifests against their schemas.',
    )
    .argument('<path...>', 'files, or folders to look through for *.json')
    .option('--json', 'print as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: Flags) => {
      const results: FileResult[] = [];
      for (const path of (await Promise.all(paths.map(jsonFiles))).flat()) {
        signal.throwIfAborted();
        results.push({ path, ...(await validateFile(path)) });
      }
      const findings = results.reduce((sum, result) => sum + result.findings.length, 0);
      process.stdout.write(
        flags.json ? `${JSON.stringify(results, null, 2)}\n` : asText(results, findings),
      );
      done(findings > 0 ? 1 : 0);
    });
}

interface FileResult extends Validation {
  readonly path: string;
}

async function validateFile(path: string): Promise<Validation> {
  try {
    return validateValue(readJson(await readFile(path), path));
  } catch (error) {
    const { message } = asAttackMappingsError(error, 'parse', path);
    return { kind: undefined, findings: [{ pointer: '', message }] };
  }
}

/** A file, or every *.json below a folder, ordered. */
async function jsonFiles(path: string): Promise<string[]> {
  const stats = await stat(path).catch((cause) => {
    throw new AttackMappingsError('config', path, `no file or folder ${path}: check the path`, {
      cause,
    });
  });
  if (!stats.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) throw new AttackMappingsError('config', path, `no *.json below ${path}`);
  return files.map((name) => join(path, name));
}

function asText(results: readonly FileResult[], findings: number): string {
  const lines = results.flatMap(({ path, findings: found }) =>
    found.map(
      ({ pointer, message }) => `${path}${pointer === '' ? '' : `#${pointer}`}: ${message}`,
    ),
  );
  return `${[...lines, `${results.length} files, ${findings} findings`].join('\n')}\n`;
}
