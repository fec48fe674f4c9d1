import type { SetKey } from '../../generated/mapping-set.ts';
import { normaliseKey } from '../../model/set-key.ts';
import { dataFramework } from '../../model/site-names.ts';

const PAGE = /\/external\/([^/\s]+)\/attack-([^/\s]+)\/domain-([^/\s]+)\/([^/\s]+)\//;
const DATA = /\/data\/([^/\s]+)\/attack-([^/\s]+)\/([^/\s]+)\/([^/\s]+)\//;
const ATTACK = /\/attack\/attack-([^/\s]+)\/domain-([^/\s]+)\//;

/** The set that a page's address names: `external/<fw>/attack-<V>/domain-<d>/<fw>-<FV>/`. */
export function setOfPage(address: string): Partial<SetKey> | undefined {
  const [, site, attack, domain, release] = PAGE.exec(address) ?? [];
  if (!site || !attack || !domain || !release) return undefined;
  return { ...releaseOf(site, release), attack_version: attack, domain };
}

/** The set that a download's address names: `data/<fw>/attack-<V>/<fw>-<FV>/<d>/`. */
export function setOfDownload(address: string): Partial<SetKey> | undefined {
  const [, framework, attack, release, domain] = DATA.exec(address) ?? [];
  if (!framework || !attack || !domain || !release) return undefined;
  return { ...releaseOf(framework, release), attack_version: attack, domain };
}

/** What the address of a technique or of the list of all says: the ATT&CK version and domain. */
export function attackOfPage(address: string): Partial<SetKey> | undefined {
  const [, attack, domain] = ATTACK.exec(address) ?? [];
  return attack && domain ? { attack_version: attack, domain } : undefined;
}

/** `nist-rev5` of `nist` is version rev5 of nist_800_53. A release named otherwise states no version. */
function releaseOf(site: string, release: string): Partial<SetKey> {
  const framework = dataFramework(site);
  const prefix = [site, framework].find((name) => release.startsWith(`${name}-`));
  const version = prefix === undefined ? '' : release.slice(prefix.length + 1);
  return { framework, ...(version === '' ? {} : { framework_version: version }) };
}

/** What a page says, completed and spelled by what is known of its set, unless that is another set. */
export function withKnown(
  stated: Partial<SetKey>,
  known: Partial<SetKey> | undefined,
): Partial<SetKey> {
  if (known === undefined) return stated;
  const blank = { framework: '', framework_version: '', attack_version: '', domain: '' };
  const theirs = normaliseKey({ ...blank, ...known });
  const merged = normaliseKey({ ...blank, ...known, ...stated });
  const isSame = (Object.keys(known) as (keyof SetKey)[]).every(
    (member) => known[member] === undefined || theirs[member] === merged[member],
  );
  return isSame ? { ...stated, ...known } : stated;
}
