import type { ExportSet, Technique } from '../../../src/contracts.ts';
import { stixExporter } from '../../../src/exporters/stix/exporter.ts';
import type { Mapping, SetKey } from '../../../src/generated/mapping-set.ts';
import type { Diagnostic } from '../../../src/generated/run-report.ts';
import { collectCapabilities } from '../../../src/model/capabilities.ts';
import { normaliseRow } from '../../../src/model/normalise-row.ts';
import { makeSet } from '../../support/make-set.ts';
import type { Bundle, Json } from '../../support/stix-rules.ts';

export const M365: SetKey = key('m365', '12.11.2023', '14.1');
export const NIST5: SetKey = key('nist_800_53', 'rev5', '14.1');
export const KEV: SetKey = key('kev', '02.13.2025', '15.1');
export const VERIS: SetKey = key('veris', '1.3.7', '12.1');

export function key(
  framework: string,
  framework_version: string,
  attack_version: string,
  domain = 'enterprise',
): SetKey {
  return { framework, framework_version, attack_version, domain };
}

/** STIX id of a technique in these tests: the digits of its ATT&CK id at the end of a UUIDv4. */
export function attackRef(technique: string): string {
  const digits = technique.replace(/\D/g, '').padStart(12, '0');
  return `attack-pattern--00000000-0000-4000-8000-${digits}`;
}

type Fields = Omit<Mapping, 'derived'>;

/** A row as the assembler would make it: T9999 is unknown, T0001 revoked by T0002, T0003 deprecated. */
export function row(fields: Fields): Mapping {
  const mapping = normaliseRow({ status: 'complete', ...fields });
  const id = fields.attack_object_id;
  if (id === undefined) return mapping;
  const statuses = { T9999: 'unknown', T0001: 'revoked', T0003: 'deprecated' } as const;
  const status = statuses[id as keyof typeof statuses] ?? 'active';
  const successor = { id: 'T0002', stix_id: attackRef('T0002'), name: 'Successor' };
  mapping.derived.technique = {
    status,
    ...(status === 'unknown' ? {} : { stix_id: attackRef(id) }),
    ...(id === 'T0001' ? { successor } : {}),
  };
  return mapping;
}

/** A scored M365 row. */
export function scored(category: string, value: string, more: Fields = {}): Mapping {
  return row({
    capability_id: 'EID-MFA-E3',
    capability_description: 'Multifactor Authentication',
    capability_group: 'entra-id',
    mapping_type: 'technique_score',
    attack_object_id: 'T1621',
    score_category: category,
    score_value: value,
    ...more,
  });
}

export function setOf(
  rows: readonly Mapping[],
  setKey: SetKey = M365,
  overrides: Parameters<typeof makeSet>[1] = {},
): ExportSet {
  return makeSet([...rows], {
    key: setKey,
    capabilities: collectCapabilities(setKey.framework, rows),
    ...overrides,
  });
}

/** The same set with other dates and metadata. */
export function withFacts(made: ExportSet, facts: Partial<ExportSet['set']>): ExportSet {
  return { ...made, set: { ...made.set, ...facts } };
}

export interface Built {
  readonly path: string;
  readonly text: string;
  readonly bundle: Bundle;
}

/** Runs the exporter on the sets of one family. */
export async function build(
  sets: readonly ExportSet[],
  options: Readonly<Record<string, unknown>> = {},
  diagnostics: Diagnostic[] = [],
): Promise<Built[]> {
  const built: Built[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  for (const { path, chunks } of stixExporter.artifacts({ sets, options }, report)) {
    let text = '';
    for await (const chunk of chunks) text += chunk;
    built.push({ path, text, bundle: JSON.parse(text) });
  }
  return built;
}

/** The objects of the only bundle of a set. */
export async function objectsOf(
  set: ExportSet,
  options: Readonly<Record<string, unknown>> = {},
): Promise<readonly Json[]> {
  const [built] = await build([set], options);
  return built?.bundle.objects ?? [];
}

/** STIX ids of the techniques that rows name, successors included. */
export function attackIdsOf(sets: readonly ExportSet[]): Set<string> {
  const techniques = sets.flatMap(({ set }) => set.mappings.map((m) => m.derived.technique));
  const refs = techniques.flatMap((t) => [t?.stix_id, t?.successor?.stix_id]);
  return new Set(refs.filter((ref) => ref !== undefined));
}

/** ATT&CK's objects, as a bundle of it holds them. */
export function attackObjects(techniques: readonly Technique['id'][]): Json[] {
  return techniques.map((id) => ({
    type: 'attack-pattern',
    spec_version: '2.1',
    id: attackRef(id),
    created: '2020-01-01T00:00:00.000Z',
    modified: '2020-01-01T00:00:00.000Z',
    name: `Technique ${id}`,
    external_references: [{ source_name: 'mitre-attack', external_id: id }],
    x_mitre_version: '1.0',
  }));
}

/** One set of each kind of framework, with everything that a bundle can hold. */
export const SAMPLES: Readonly<Record<string, ExportSet>> = {
  m365: setOf(
    [
      scored('protect', 'partial', { comments: 'Why.', references: ['https://example.org/a'] }),
      scored('respond', 'minimal', { comments: 'Why not.' }),
      scored('detect', 'partial', { attack_object_id: 'T0001' }),
      row({
        capability_id: 'EID-CA-E3',
        mapping_type: 'technique_score',
        attack_object_id: 'T1003',
      }),
      row({
        capability_id: 'EID-CA-E3',
        mapping_type: 'technique_score',
        attack_object_id: 'T9999',
      }),
      row({ capability_id: 'PUR-X', status: 'non_mappable', comments: 'Generic.' }),
    ],
    M365,
    { capability_groups: [{ id: 'entra-id', name: 'Microsoft Entra ID' }] },
  ),
  nist: setOf(
    [
      row({
        capability_id: 'AC-2',
        capability_description: 'Accounts',
        mapping_type: 'protects',
        attack_object_id: 'T1003',
      }),
      row({
        capability_id: 'AC-3',
        capability_description: 'Access',
        mapping_type: 'protects',
        attack_object_id: 'T1003',
      }),
      row({ attack_object_id: 'T1591', status: 'non_mappable' }),
    ],
    NIST5,
  ),
  kev: setOf(
    [
      row({
        capability_id: 'CVE-2021-44228',
        mapping_type: 'exploitation_technique',
        attack_object_id: 'T1190',
      }),
      row({
        capability_id: 'CVE-2021-44228',
        mapping_type: 'primary_impact',
        attack_object_id: 'T1059',
      }),
    ],
    KEV,
  ),
  veris: setOf(
    [
      row({
        capability_id: 'action.X',
        capability_group: 'action',
        mapping_type: 'related_to',
        attack_object_id: 'T1003',
      }),
    ],
    VERIS,
  ),
  filtered: setOf([scored('detect', 'partial')], M365, { filter: 'category=detect' }),
};
