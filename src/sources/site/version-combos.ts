import { AttackMappingsError } from '../../errors.ts';
import { shorten } from '../../model/text.ts';

/** What the version list of a framework's page says of one version. */
export interface VersionCombo {
  readonly frameworkVersion: string;
  readonly attackVersion: string;
  /** As written, as Enterprise. */
  readonly domain: string;
}

/** A text within such a list. Nothing in it has to be escaped. */
const TEXT = String.raw`'([^'\\\n]*)'|"([^"\\\n]*)"`;
const TUPLE = new RegExp(
  String.raw`\s*\(\s*(?:${TEXT})\s*,\s*(?:${TEXT})\s*,\s*(?:${TEXT})\s*(?:,\s*)?\)\s*(,|\])`,
  'y',
);
const LONGEST = 100_000;

/**
 * Reads a Python list of tuples, `[('rev5', '16.1', 'Enterprise')]`: framework version, ATT&CK
 * version, domain. Throws `parse` for anything else, an empty list too.
 */
export function readVersionCombos(text: string, subject: string): VersionCombo[] {
  const list = text.trim();
  const combos: VersionCombo[] = [];
  const tuple = new RegExp(TUPLE);
  tuple.lastIndex = 1;
  if (list.startsWith('[') && list.length <= LONGEST) {
    for (let match = tuple.exec(list); match; match = tuple.exec(list)) {
      const [frameworkVersion = '', attackVersion = '', domain = ''] = [1, 3, 5].map(
        (group) => match?.[group] ?? match?.[group + 1],
      );
      combos.push({ frameworkVersion, attackVersion, domain });
      if (match[7] === ']' && tuple.lastIndex === list.length) return combos;
      if (match[7] === ']') break;
    }
  }
  throw new AttackMappingsError(
    'parse',
    subject,
    `expected meta#version-combos[data-versions] to be a list of versions as [('rev5', '16.1', 'Enterprise')], found ${JSON.stringify(shorten(text, 200))}: the site's pages have changed, or this is another page`,
  );
}
