import robotsParser from 'robots-parser';
import type { FetchDocument } from '../../contracts.ts';
import { AttackMappingsError, asAttackMappingsError } from '../../errors.ts';
import { robotsGroups } from './robots-groups.ts';

/** Its types say that the function is a member of the module; it is the module. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** The name that a robots.txt calls us by. */
const PRODUCT = 'attack-mappings';

/** What more a robots.txt says is not read (RFC 9309, 2.5). */
const MAX_BYTES = 500 * 1024;
/** A pattern takes longer with each of its wildcards; real files have a few. */
const MAX_WILDCARDS = 1000;
/** Each page is compared with each rule; real files have some hundred for all robots. */
const MAX_RULES = 4000;

/** Throws a `fetch` error for an address that robots.txt forbids. */
export type CheckRobots = (address: string) => void;

/**
 * The rules of the host of `home` for us. Without a robots.txt everything is allowed; when it
 * cannot be had, nothing is (RFC 9309, 2.3.1.4): rejects with a `fetch` error.
 */
export async function robotsRules(fetch: FetchDocument, home: string): Promise<CheckRobots> {
  const address = new URL('/robots.txt', home).href;
  const rules = await readRules(fetch, address);
  if (rules === undefined) return () => undefined;
  const robots = parseRobots(address, rules);
  return (page) => {
    if (robots.isAllowed(page, PRODUCT) !== false) return;
    const line = robots.getMatchingLineNumber(page, PRODUCT);
    throw new AttackMappingsError(
      'fetch',
      page,
      `${address} forbids to read this page, in line ${line}: it is not fetched, ask the site's owner`,
    );
  };
}

/** Undefined when there is no robots.txt. */
async function readRules(fetch: FetchDocument, address: string): Promise<string | undefined> {
  let body: Uint8Array;
  try {
    body = await (await fetch(address)).read();
  } catch (thrown) {
    const error = asAttackMappingsError(thrown, 'fetch', address);
    if (error.missing) return undefined;
    if (error.fatal) throw error;
    throw new AttackMappingsError(
      'fetch',
      address,
      `expected the site's robots.txt, or to hear that there is none: without it no page may be read. ${error.message}`,
      { cause: error },
    );
  }
  const { text, rules } = robotsGroups(
    new TextDecoder().decode(body.subarray(0, MAX_BYTES)),
    PRODUCT,
  );
  const wildcards = text.split('*').length - 1;
  if (wildcards > MAX_WILDCARDS) throw tooMuch(address, MAX_WILDCARDS, 'wildcards', wildcards);
  if (rules > MAX_RULES) throw tooMuch(address, MAX_RULES, 'rules for us', rules);
  return text;
}

function tooMuch(address: string, most: number, what: string, found: number): AttackMappingsError {
  return new AttackMappingsError(
    'fetch',
    address,
    `expected a robots.txt with at most ${most} ${what}, found ${found}: it cannot be followed, so no page may be read; check what the address serves`,
  );
}
