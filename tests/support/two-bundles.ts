import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ValidationReport } from '../../src/generated/validation.ts';
import { validate } from '../../src/index.ts';
import { runCli, temporaryFolder } from './run-cli.ts';
import { OUTPUT } from './validate-file.ts';

type Json = Record<string, unknown>;

export const BUNDLE = 'm365/attack-16.1/m365-07.18.2025/enterprise/stix-bundle.json';
export const OTHER = 'gcp/attack-16.1/gcp-03.06.2025/enterprise/stix-bundle.json';

/** The bundle of the sample with other objects, in its own layout. */
export async function bundleWith(change: (objects: Json[]) => Json[]): Promise<string> {
  const { objects, ...head } = JSON.parse(await readFile(join(OUTPUT, BUNDLE), 'utf8'));
  const lines = change(objects).map((object) => JSON.stringify(object));
  const [type, id] = [JSON.stringify(head.type), JSON.stringify(head.id)];
  return `{\n"type":${type},\n"id":${id},\n"objects":[\n${lines.join(',\n')}\n]\n}\n`;
}

/** A folder with `old.json`, the bundle of the sample, and `new.json`, the same after a change. */
export async function twoBundles(change: (objects: Json[]) => Json[] = (objects) => objects) {
  const folder = await temporaryFolder();
  await cp(join(OUTPUT, BUNDLE), join(folder, 'old.json'));
  await writeFile(join(folder, 'new.json'), await bundleWith(change));
  return folder;
}

/** validate without ATT&CK, in that folder. */
export const run = (folder: string, ...args: string[]) =>
  runCli(['validate', '--no-attack', ...args], { cwd: folder });

/** What `run` finds, as its report says it. */
export async function reportOf(folder: string, ...args: string[]) {
  const { exitCode, stdout, stderr } = await run(folder, '--json', ...args);
  const report = JSON.parse(stdout) as ValidationReport;
  expect(validate(report)).toEqual({ kind: 'validation report', findings: [] });
  return { exitCode, stderr, report, findings: report.files.flatMap(({ findings }) => findings) };
}

/** The first object of a type given other members, or left out. */
export function first(type: string, change: (object: Json) => Json[]): (objects: Json[]) => Json[] {
  return (objects) => {
    const at = objects.findIndex((object) => object.type === type);
    return objects.flatMap((object, i) => (i === at ? change(object) : [object]));
  };
}
