import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where caches go unless --cache says otherwise: ATTACK_MAPPINGS_CACHE, else the user's cache folder. */
export function cacheHome(): string {
  const { ATTACK_MAPPINGS_CACHE, XDG_CACHE_HOME } = process.env;
  if (ATTACK_MAPPINGS_CACHE) return ATTACK_MAPPINGS_CACHE;
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'attack-mappings');
}
