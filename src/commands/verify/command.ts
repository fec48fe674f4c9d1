import { Command } from 'commander';
import { indentedJson } from '../../formats/json-text.ts';
import type { VerificationReport } from '../../generated/verification.ts';
import { verificationText } from '../../report/verification-text.ts';
import { GENERATOR } from '../../version.ts';
import type { CommandContext } from '../command-context.ts';
import { writeOut } from '../write-out.ts';
import { findFolders } from './find-folders.ts';
import { verifyFolder } from './verify-folder.ts';

const EXAMPLES = `
Each DIR is the folder of a pipeline, or one with such folders and nothing else in it. Files are read
whole, whatever a cache says of them. Found are files that changed, that are missing, and that no
manifest lists.

Examples:
  attack-mappings verify output                     every pipeline below output
  attack-mappings verify output/sample --json

Exit codes: 0 every file is as its manifest says, 1 something is not, 2 usage.`;

export function verifyCommand({ signal, done }: CommandContext): Command {
  return new Command('verify')
    .description('Hash again what builds wrote, and compare it with their manifests.')
    .argument('<dir...>', 'folders that builds wrote')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (dirs: string[], flags: { json?: boolean }) => {
      const report = await verify(dirs, signal);
      await writeOut(flags.json ? indentedJson({ ...report }) : verificationText(report));
      done(report.folders.some(({ findings }) => findings.length > 0) ? 1 : 0);
    });
}

async function verify(dirs: readonly string[], signal: AbortSignal): Promise<VerificationReport> {
  const found = (await Promise.all(dirs.map(findFolders))).flat();
  // A folder can be named twice, itself and by the one above it.
  const folders = [...new Map(found.map((entry) => [entry.path, entry])).values()];
  const verified: VerificationReport['folders'] = [];
  for (const { folder, path, strays } of folders) {
    if (strays) verified.push({ path, manifests: [], files: 0, bytes: 0, findings: [...strays] });
    else verified.push(await verifyFolder(folder, path, signal));
  }
  return {
    schema_version: '1.0.0',
    generator: GENERATOR,
    folders: verified,
    totals: totalsOf(verified, folders.filter(({ strays }) => strays === undefined).length),
  };
}

/** `count`: of the folders with a manifest. */
function totalsOf(
  folders: VerificationReport['folders'],
  count: number,
): VerificationReport['totals'] {
  const totals = {
    folders: count,
    ...{ manifests: 0, files: 0, bytes: 0 },
    ...{ changed: 0, missing: 0, unexpected: 0, outside: 0, broken: 0 },
  };
  for (const { manifests, files, bytes, findings } of folders) {
    totals.manifests += manifests.length;
    totals.files += files;
    totals.bytes += bytes;
    for (const { kind } of findings) totals[kind] += 1;
  }
  return totals;
}
