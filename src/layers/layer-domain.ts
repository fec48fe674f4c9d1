import { AttackMappingsError } from '../errors.ts';
import { ATTACK_DOMAINS } from '../model/attack-domains.ts';
import { inWords } from '../model/json-value.ts';

/** Names of domains: of all formats, and of formats up to 4.0. */
const DOMAINS: ReadonlyMap<unknown, string> = new Map(
  ATTACK_DOMAINS.flatMap((domain) => [
    [`${domain}-attack`, domain],
    [`mitre-${domain}`, domain],
  ]),
);

/** enterprise, mobile or ics; undefined for a name that no format has. */
export function domainNamed(name: unknown): string | undefined {
  return DOMAINS.get(name);
}

/** The domain of a layer. Throws `parse` when it names none that is there. */
export function layerDomain(name: unknown, subject: string): string {
  const domain = domainNamed(name);
  if (domain !== undefined) return domain;
  const hint =
    name === 'mitre-prepare' || name === 'pre-attack'
      ? ': PRE-ATT&CK ended with ATT&CK 8, its techniques are in no domain of today'
      : '';
  throw new AttackMappingsError(
    'parse',
    subject,
    `expected the domain of a layer, "enterprise-attack", "mobile-attack" or "ics-attack"; found ${inWords(name)}${hint}`,
  );
}
