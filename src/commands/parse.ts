import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Artifact, Parser } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { canonicalText } from '../exporters/json.ts';
import type { MappingSet } from '../generated/mapping-set.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { writeInto } from '../io/output-folder.ts';
import { assemble, type DocumentRecords } from '../model/assemble.ts';
import { framework as frameworkOf } from '../model/frameworks.ts';
import { nameSets } from '../model/name-sets.ts';
import { insteadOf } from '../model/nearest.ts';
import { setPath } from '../model/set-key.ts';
import { recordsOf } from '../pipeline/parse-document.ts';
import { rowChecker } from '../rules/check-rows.ts';
import {
  addKeyOptions,
  type CommandContext,
  findingLine,
  type KeyFlags,
  statedKey,
} from './command-context.ts';
import { localDocument } from './local-document.ts';
import { registries } from './registries.ts';
import { writeOut } from './write-out.ts';

interface Flags extends KeyFlags {
  readonly out?: string;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Prints one set as a JSON document, several as a list of them. Techniques are not looked up in ATT&CK:
convert and build do that. What nobody states of a set is inferred from the shape of its ids, and
listed under "inferred", or called unknown.

Examples:
  attack-mappings parse page-text T1621.txt --attack-version 14.1 --domain enterprise
  pbpaste | attack-mappings parse page-text - --framework nist_800_53 --framework-version rev5 > sets.json
  attack-mappings parse site-page all-data.html
  attack-mappings parse security-stack AWS/*.yaml --framework aws --framework-version 09.21.2021 --domain enterprise
  attack-mappings parse nist-workbook nist800-53-r5-12_1mappings.xlsx --out sets`;

export function parseCommand(_: CommandContext): Command {
  const names = [...registries.parsers.keys()];
  return addKeyOptions(
    new Command('parse')
      .description('What a parser sees in local documents, as canonical sets.')
      .argument('<parser>', `one of ${names.join(', ')}`)
      .argument(
        '<file...>',
        'documents, - for standard input; together they are one set or several',
      ),
  )
    .option('--out <dir>', 'write each set to DIR/<path of the set>/mappings.json')
    .option('--quiet', 'no findings')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, files: string[], flags: Flags) => {
      const parser = await parserCalled(name);
      const documents: DocumentRecords[] = [];
      for (const file of files) {
        documents.push(await parseFile(file, name, parser, flags));
      }
      const diagnostics: Diagnostic[] = [];
      const sets = setsOf(documents, flags, (finding) => diagnostics.push(finding));
      for (const finding of flags.quiet ? [] : diagnostics) {
        process.stderr.write(findingLine(finding));
      }
      if (flags.out !== undefined) return writeInto(resolve(flags.out), sets.map(artifactOf));
      await writeOut(textOf(sets));
    });
}

async function parserCalled(name: string): Promise<Parser> {
  const load = registries.parsers.get(name);
  if (load !== undefined) return load();
  const names = [...registries.parsers.keys()];
  throw new AttackMappingsError(
    'config',
    name,
    `there is no parser "${name}"${insteadOf(name, names)}`,
  );
}

async function parseFile(
  file: string,
  name: string,
  parser: Parser,
  flags: Flags,
): Promise<DocumentRecords> {
  const document = await localDocument(file);
  const records = await recordsOf(parser, { ...document, set: statedKey(flags) });
  const { url, sha256 } = document;
  return { document: { url, sha256, parser: name }, records };
}

function setsOf(
  documents: readonly DocumentRecords[],
  flags: Flags,
  report: (finding: Diagnostic) => void,
): MappingSet[] {
  const named = nameSets(documents, statedKey(flags));
  if (named.length === 0) {
    for (const { records } of documents) {
      for (const record of records) if (record.kind === 'diagnostic') report(record.diagnostic);
    }
  }
  return named.map(({ key, unknown, documents: parts }) =>
    assemble(parts, {
      key,
      framework: frameworkOf(key.framework, key.framework_version, undefined),
      attribution: [],
      inferred: unknown,
      report,
      checkRow: rowChecker(key.domain, report),
    }),
  );
}

function artifactOf(set: MappingSet): Artifact {
  return { path: `${setPath(set.key)}/mappings.json`, chunks: canonicalText(set) };
}

function* textOf(sets: readonly MappingSet[]): Generator<string> {
  const [only, ...others] = sets;
  if (only !== undefined && others.length === 0) {
    yield* canonicalText(only);
    return;
  }
  yield '[\n';
  for (const [i, set] of sets.entries()) {
    if (i > 0) yield ',\n';
    yield* canonicalText(set);
  }
  yield ']\n';
}
