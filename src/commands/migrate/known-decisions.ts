import { readFile } from 'node:fs/promises';
import type { AttackIndex } from '../../contracts.ts';
import { AttackMappingsError } from '../../errors.ts';
import type { Decision } from '../../migration/decision.ts';
import { readDecisions } from '../../migration/decisions.ts';
import { ATTACK_DOMAINS } from '../../model/attack-domains.ts';
import type { AttackLibrary } from '../../pipeline/attack-library.ts';
import { readIfThere } from './read-if-there.ts';

interface KnownDecisions {
  readonly given: readonly Decision[];
  readonly remembered: readonly Decision[];
}

/**
 * Decisions of the file that is given, and those that an earlier run left in the file of remembered
 * ones. Rejects with `config`.
 */
export async function knownDecisions(
  given: string | undefined,
  remembered: string | undefined,
  library: AttackLibrary,
  version: string,
): Promise<KnownDecisions> {
  const body = given === undefined ? undefined : await readGiven(given);
  const earlier = remembered === undefined ? undefined : await readIfThere(remembered);
  if (body === undefined && earlier === undefined) return { given: [], remembered: [] };
  const domains: AttackIndex[] = [];
  for (const domain of ATTACK_DOMAINS) {
    if (await library.has(domain, version)) domains.push(await library.indexOf(domain, version));
  }
  const target = { version, domains };
  return {
    given: body && given ? readDecisions(body, given, target) : [],
    remembered: earlier && remembered ? readDecisions(earlier, remembered, target) : [],
  };
}

async function readGiven(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause) => {
    throw new AttackMappingsError('config', file, `cannot read ${file}: check --decisions`, {
      cause,
    });
  });
}
