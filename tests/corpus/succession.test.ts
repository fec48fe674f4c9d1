import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { grouped } from '../../src/model/grouped.ts';
import { breaches, found } from '../rules/two-checkers.ts';
import type { Bundle } from '../support/stix-rules.ts';
import { corpus, describeCorpus } from './corpus.ts';

const ATTACK = 'raw.githubusercontent.com/mitre-attack/attack-stix-data/master/enterprise-attack';

function objectsOf(version: string): Bundle['objects'] {
  const path = join(corpus, ATTACK, `enterprise-attack-${version}.json`);
  return (JSON.parse(readFileSync(path, 'utf8')) as Bundle).objects;
}

function counts(said: readonly string[]): Record<string, number> {
  const kinds = grouped(said, (words) => words.split(': ')[0] ?? '');
  return Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length]));
}

describeCorpus('two releases of ATT&CK', () => {
  it.each([
    ['10.1', '12.1', { bytes: 1, change: 4607, revoked: 133 }],
    ['12.1', '14.1', { change: 181, revoked: 2 }],
    ['15.1', '18.1', { change: 1, revoked: 137 }],
  ])(
    '%s and %s are looked at in the same way by both checkers',
    { timeout: 60_000 },
    (before, after, expected) => {
      const two = { earlier: objectsOf(before), later: objectsOf(after) };
      const said = found(two);
      expect([...said].sort()).toEqual(breaches(two).sort());
      // MITRE changes objects in place, and after they were revoked.
      expect(counts(said)).toEqual(expected);
    },
  );
});
