import { techniqueResolver } from '../../src/attack/attack-view.ts';
import type { ResolveTechnique } from '../../src/contracts.ts';
import type { SetKey, TechniqueResolution } from '../../src/generated/mapping-set.ts';
import { framework as frameworkOf } from '../../src/model/frameworks.ts';
import { normaliseKey } from '../../src/model/set-key.ts';
import { unifiedJson } from '../../src/parsers/unified-json.ts';
import { checkedSet } from '../../src/rules/checked-set.ts';
import type { CheckedSet } from '../../src/rules/rule.ts';
import { technique as made, viewOf } from '../layers/small-attack.ts';

type Row = Record<string, unknown>;

/** What differs from a document that no rule has anything to say of. */
export interface Difference {
  readonly rows?: readonly Row[];
  readonly metadata?: Row;
  readonly file?: string;
  /** What ATT&CK says of the technique of the rows. */
  readonly technique?: TechniqueResolution;
}

export interface Document {
  readonly metadata: Row;
  readonly mapping_objects: Row[];
}

/** A row that no rule has anything to say of. */
function cleanRow(fields: Row = {}): Row {
  return {
    capability_id: 'EID-MFA-E3',
    capability_description: 'Multifactor Authentication',
    capability_group: 'entra-id',
    mapping_type: 'technique_scores',
    attack_object_id: 'T1110',
    attack_object_name: 'Brute Force',
    score_category: 'protect',
    score_value: 'partial',
    comments: 'Sign-ins of <user> are kept.\nSee <NetworkProviderName>.',
    references: ['https://example.org/a'],
    status: 'complete',
    ...fields,
  };
}

export function documentOf({ rows = [{}], metadata = {} }: Difference): Document {
  return {
    metadata: {
      mapping_framework: 'm365',
      mapping_framework_version: '07/18/2025',
      attack_version: '16.1',
      technology_domain: 'Enterprise',
      creation_date: '07/18/2025',
      last_update: '07/24/2025',
      mapping_types: { technique_scores: { name: 'Technique Scores' } },
      capability_groups: { 'entra-id': 'Entra ID' },
      ...metadata,
    },
    mapping_objects: rows.map(cleanRow),
  };
}

/** What is known beside the technique of the rows. */
const ATTACK = viewOf('16.1', [
  made('T1110', { name: 'Brute Force' }),
  made('T1566', { name: 'Phishing' }),
  made('T1566.002', { name: 'Spearphishing Link' }),
  made('T1598', { name: 'Phishing for Information' }),
  made('T1598.003', { name: 'Spearphishing Link' }),
  made('T1568', { name: 'Dynamic Resolution' }),
  made('T1568.001', { name: 'Fast Flux DNS' }),
  made('T1192', { name: 'Spearphishing Links', revoked: true }),
]);

/** A document as rules look at it. */
export function checked(
  document: Document,
  { file = 'sets/m365.json', technique }: Pick<Difference, 'file' | 'technique'> = {},
): CheckedSet {
  const body = Buffer.from(JSON.stringify(document));
  const records = [...unifiedJson({ url: file, mediaType: '', sha256: '', body })];
  const stated = records.find((record) => record.kind === 'header')?.set as SetKey;
  const key = normaliseKey(stated);
  const framework = frameworkOf(key.framework, key.framework_version, undefined);
  const known = techniqueResolver(ATTACK);
  const resolve: ResolveTechnique = (id) =>
    technique ?? (ATTACK.resolve(id) ? known(id) : { status: 'active', name: 'Brute Force' });
  return checkedSet({ key, framework, file, records, attack: ATTACK, resolve });
}
