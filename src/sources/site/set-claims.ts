import type { AttackMappingsError } from '../../errors.ts';
import type { SetKey } from '../../generated/mapping-set.ts';
import { setPath } from '../../model/set-key.ts';
import { dataFramework } from '../../model/site-names.ts';
import { shorten } from '../../model/text.ts';
import type { SiteFramework } from './frameworks.ts';
import { unknownShape } from './site-pages.ts';

/** Throws an `expectation` error for a page that is of another page's set. */
export type ClaimSet = (key: SetKey, page: string, framework: SiteFramework) => void;

/**
 * Sees to it that a set is made of the rows of one page: the first that names it. What is called
 * as a framework of the site is left to that framework.
 */
export function setClaims(frameworks: readonly SiteFramework[]): ClaimSet {
  const names = new Map(frameworks.map(({ name, address }) => [dataFramework(name), address]));
  const claims = new Map<string, string>();
  return (key, page, { name }) => {
    const path = setPath(key);
    const owner = key.framework === dataFramework(name) ? undefined : names.get(key.framework);
    if (owner !== undefined) throw isOf(owner, path, page);
    // Sets that differ by case only are one folder on many machines.
    const claimed = claims.get(path.toLowerCase());
    if (claimed !== undefined) throw isOf(claimed, path, page);
    claims.set(path.toLowerCase(), page);
  };
}

function isOf(owner: string, path: string, page: string): AttackMappingsError {
  return unknownShape(page, 'a set of its own', `${shorten(path, 200)}, which is that of ${owner}`);
}
