import { basename, dirname, resolve } from 'node:path';
import { AttackLibrary } from '../pipeline/attack-library.ts';
import { cachedIndexReader } from '../pipeline/index-reader.ts';
import { findPipeline } from './find-pipeline.ts';
import { type FetchOptions, openInputs } from './open-inputs.ts';

/** Where a document that no pipeline speaks for takes ATT&CK, hosts and labels from. */
export const DEFAULTS = 'mappings-explorer';

export interface AttackRequest extends FetchOptions {
  /** Index of ATT&CK releases, an address or a file; MITRE's by default. */
  readonly attack?: string;
}

/** The releases of ATT&CK for local documents; each is read once. Nothing is fetched before it is asked for. */
export interface OpenAttack {
  readonly library: AttackLibrary;
  close(): Promise<void>;
}

export async function openAttack(request: AttackRequest): Promise<OpenAttack> {
  const { settings } = await findPipeline(DEFAULTS);
  const index = request.attack ?? settings.attack;
  const isAddress = /^https?:/.test(index);
  const folder = isAddress ? '.' : dirname(resolve(index));
  const { fetch, cache, close } = openInputs(request, folder, settings.hosts ?? []);
  const address = isAddress ? index : basename(index);
  return { library: new AttackLibrary(fetch, cachedIndexReader(fetch, cache), address), close };
}
