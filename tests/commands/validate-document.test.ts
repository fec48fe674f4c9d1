import { describe, expect, it } from 'vitest';
import type { DocumentAttack } from '../../src/commands/validate/attack.ts';
import { checkDocument } from '../../src/commands/validate/document.ts';
import { ruleSelection } from '../../src/commands/validate/rules.ts';
import { parseJson } from '../../src/formats/read-json.ts';
import { rules } from '../../src/rules/index.ts';
import { BEFORE } from '../layers/small-attack.ts';
import { CLEAN } from '../support/validate-file.ts';

const LAYER = {
  name: 'a',
  domain: 'enterprise-attack',
  versions: { attack: '16', navigator: '5.1.0', layer: '4.5' },
  techniques: [],
};
const BUNDLE = { type: 'bundle', id: 'bundle--1', objects: [] };

async function check(document: object, only?: string[], attack?: DocumentAttack) {
  const rulesOf = ruleSelection({ only, severities: {}, files: [] });
  const { findings } = await checkDocument(parseJson(Buffer.from(JSON.stringify(document))), {
    ...{ file: 'm.json', rules: rulesOf('m.json'), attack },
    signal: new AbortController().signal,
  });
  return findings.map(({ rule, place }) => `${rule} ${place.pointer}`);
}

describe('what the schema says', () => {
  it.each([
    [{ metadata: [{ name: 'owner', value: '' }] }, 'layer-metadata /metadata/0/value'],
    [{ metadata: [{ value: 'SOC' }] }, 'layer-metadata /metadata/0'],
    [{ links: [{ label: 'a', url: 'javascript:a' }] }, 'layer-link /links/0/url'],
    [{ links: [{ label: '', url: 'https://e.org' }] }, 'layer-link /links/0/label'],
    [
      { techniques: [{ techniqueID: 'T1110', metadata: [{ name: '', value: 'b' }] }] },
      'layer-metadata /techniques/0/metadata/0/name',
    ],
  ])('of %j is left out where a rule says it', async (members, finding) => {
    expect(await check({ ...LAYER, ...members })).toEqual([finding]);
  });

  it('of other members stays', async () => {
    const found = await check({ ...LAYER, metadata: [{ name: '', value: 7 }, 5] });
    expect(found).toContain('layer-metadata /metadata/0/name');
    expect(found).toContain('schema /metadata/0/value');
  });
});

/** Says which kind of document asked for ATT&CK. */
function asked(): { attack: DocumentAttack; kinds: Set<string> } {
  const kinds = new Set<string>();
  const answer = <T>(kind: string, attack: T) => {
    kinds.add(kind);
    return Promise.resolve(attack);
  };
  const attack = {
    forSet: () => answer('set', BEFORE),
    forLayer: () => answer('layer', BEFORE),
    forBundle: () => answer('bundle', BEFORE.domains),
  } as unknown as DocumentAttack;
  return { attack, kinds };
}

describe('ATT&CK', () => {
  const ofKind = { set: CLEAN, layer: LAYER, bundle: BUNDLE };

  it.each([
    ['duplicate-row', []],
    ['layer-colour', []],
    ['bundle-relationship', []],
    ['bundle-reference', ['bundle']],
    ['technique-name-stale', ['set']],
    ['layer-tactic', ['layer']],
    ['technique-other-domain', ['layer', 'set']],
    ['technique-revoked', ['bundle', 'layer', 'set']],
  ])('for %s is opened for %j', async (rule, expected) => {
    const { attack, kinds } = asked();
    for (const document of Object.values(ofKind)) await check(document, [rule], attack);
    expect([...kinds].sort()).toEqual(expected);
  });

  it('is asked by rules alone that say so', () => {
    const refusing = () => {
      throw new Error('ATT&CK was asked');
    };
    const row = {
      fields: {},
      mapping: { attack_object_id: 'T1', derived: Object.freeze({}) },
      domain: 'enterprise',
      place: { pointer: '/mapping_objects/0' },
    };
    const derived = {
      get technique(): never {
        return refusing();
      },
    };
    for (const { needsAttack, ...rule } of rules) {
      const set = {
        ...{ key: { framework: 'a', framework_version: '1', attack_version: '1', domain: 'ics' } },
        ...{ framework: {}, file: '', metadata: {}, metadataPointer: '' },
        ...{ mappingTypes: [], groups: [], rows: [] },
      };
      const layer = {
        file: '',
        layer: {
          ...LAYER,
          techniques: [{ techniqueID: 'T1000.001', score: 1, tactic: 'impact' }],
          filters: { platforms: ['None'] },
        },
      };
      const bundle = {
        ...{ file: '', bundle: {} },
        objects: [{ type: 'relationship', source_ref: 'attack-pattern--1', target_ref: 'tool--1' }],
      };
      const run = () => {
        rule.row?.({ ...row, mapping: { ...row.mapping, derived } } as never, () => {});
        rule.set?.(Object.defineProperty(set, 'attack', { get: refusing }) as never, () => {});
        rule.layer?.(Object.defineProperty(layer, 'attack', { get: refusing }) as never, () => {});
        rule.bundle?.(
          Object.defineProperty(bundle, 'attack', { get: refusing }) as never,
          () => {},
        );
      };
      if (needsAttack) expect(run, rule.name).toThrow('ATT&CK was asked');
      else expect(run, rule.name).not.toThrow();
    }
  });
});
