import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AttackMappingsError } from '../errors.ts';
import { insteadOf } from '../model/nearest.ts';
import { type LoadedPipeline, loadPipeline } from '../pipeline/load-pipeline.ts';

const OWN = join(import.meta.dirname, '..', '..', 'pipelines');

export interface FoundPipeline extends LoadedPipeline {
  /** Folder of its file: relative addresses start there. */
  readonly folder: string;
}

/**
 * A pipeline by the name of one of ours, or by the path of a YAML file. Rejects with a `config`
 * error that names the nearest one there is.
 */
export async function findPipeline(nameOrPath: string): Promise<FoundPipeline> {
  const isPath = /[/\\]|\.ya?ml$/.test(nameOrPath);
  const path = isPath ? resolve(nameOrPath) : join(OWN, `${nameOrPath}.yaml`);
  const subject = isPath ? nameOrPath : `${nameOrPath}.yaml`;
  const text = await readFile(path, 'utf8').catch(async (cause) => {
    throw new AttackMappingsError('config', nameOrPath, await notFound(nameOrPath, isPath), {
      cause,
    });
  });
  const name = basename(path).replace(/\.ya?ml$/, '');
  if (/^\.*$/.test(name)) {
    throw new AttackMappingsError(
      'config',
      nameOrPath,
      `a pipeline file needs a name before .yaml: rename ${nameOrPath}`,
    );
  }
  return { ...loadPipeline(name, text, subject), folder: dirname(path) };
}

/** Names of the pipelines that come with the package. */
async function ownPipelines(): Promise<string[]> {
  const files = await readdir(OWN);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -5))
    .sort();
}

async function notFound(nameOrPath: string, isPath: boolean): Promise<string> {
  if (isPath) return `no pipeline file ${nameOrPath}: check the path`;
  const names = await ownPipelines();
  return `there is no pipeline "${nameOrPath}"${insteadOf(nameOrPath, names)}; or give the path of a YAML file`;
}
