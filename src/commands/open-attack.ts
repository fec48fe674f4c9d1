import { basename, dirname, join, resolve } from 'node:path';
import { AttackLibrary } from '../pipeline/attack-library.ts';
import { cachedIndexReader } from '../pipeline/index-reader.ts';
import { findPipeline } from './find-pipeline.ts';
import { type FetchOptions, openInputs } from './open-inputs.ts';

/** Where a document that no pipeline speaks for takes ATT&CK, hosts and labels from. */
export const DEFAULTS = 'mappings-explorer';

export interface AttackRequest extends FetchOptions {
  /**
   * Index of ATT&CK releases: an address, a file, or the name of a pipeline whose index it is, as
   * `sample`, which needs no network. MITRE's by default.
   */
  readonly attack?: string;
}

/** The releases of ATT&CK for local documents; each is read once. Nothing is fetched before it is asked for. */
export interface OpenAttack {
  readonly library: AttackLibrary;
  close(): Promise<void>;
}

/** Rejects with `config` when it is the name of no pipeline. */
export async function openAttack(request: AttackRequest): Promise<OpenAttack> {
  const { settings } = await findPipeline(DEFAULTS);
  const index = await addressOf(request.attack ?? DEFAULTS);
  const isAddress = isWeb(index);
  const folder = isAddress ? '.' : dirname(resolve(index));
  const { fetch, cache, close } = openInputs(request, folder, settings.hosts ?? []);
  const address = isAddress ? index : basename(index);
  return { library: new AttackLibrary(fetch, cachedIndexReader(fetch, cache), address), close };
}

async function addressOf(attack: string): Promise<string> {
  if (!/^[\w-]+$/.test(attack)) return attack;
  const { settings, folder } = await findPipeline(attack);
  return isWeb(settings.attack) ? settings.attack : join(folder, settings.attack);
}

function isWeb(address: string): boolean {
  return /^https?:/.test(address);
}
