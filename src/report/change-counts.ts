import type { ChangedSetKey, ChangeTotals, LayerTotals, SetChanges } from '../generated/changes.ts';
import { counted } from '../model/text.ts';

/** What a column of counts is called, and its count of a set. */
const COLUMNS: readonly (readonly [string, (totals: ChangeTotals) => number])[] = [
  ['added', ({ mappings }) => mappings.added],
  ['removed', ({ mappings }) => mappings.removed],
  ['changed', ({ mappings }) => mappings.changed],
  ['rescored', ({ mappings }) => mappings.rescored],
  ['retyped', ({ mappings }) => mappings.retyped],
  ['moved', ({ mappings }) => mappings.moved],
  ['comment', ({ mappings }) => mappings.comment],
  ['references', ({ mappings }) => mappings.references],
  ['other', ({ mappings }) => mappings.other],
  ['capabilities added', ({ capabilities }) => capabilities.added],
  ['capabilities removed', ({ capabilities }) => capabilities.removed],
  ['renamed', ({ capabilities, techniques }) => capabilities.renamed + techniques.renamed],
  ['regrouped', ({ capabilities }) => capabilities.regrouped],
  ['described', ({ capabilities, techniques }) => capabilities.described + techniques.described],
  ['groups', ({ capability_groups }) => sum(capability_groups)],
  ['types', ({ mapping_types }) => sum(mapping_types)],
  ['metadata', ({ metadata }) => metadata],
  ['respelled', ({ respelled }) => sum(respelled)],
];

/** Titles of a table of counts, without the columns in which there is nothing, and a row a set. */
export function countTable(sets: readonly SetChanges[]): {
  readonly header: readonly string[];
  readonly rows: readonly { readonly name: string; readonly counts: readonly number[] }[];
} {
  const columns = COLUMNS.filter(([, countOf]) => sets.some(({ totals }) => countOf(totals) > 0));
  return {
    header: columns.map(([title]) => title),
    rows: sets.map((changes) => ({
      name: pairName(changes),
      counts: columns.map(([, countOf]) => countOf(changes.totals)),
    })),
  };
}

/** `232 mappings added, 1 removed, 72 changed`, and what else there is. */
export function totalsInWords(totals: ChangeTotals): string[] {
  const { mappings, capabilities, techniques } = totals;
  const rows = parts('mapping', 'mappings', [
    [mappings.added, 'added'],
    [mappings.removed, 'removed'],
    [mappings.changed, 'changed'],
  ]);
  const others = [
    ...parts('capability', 'capabilities', [
      [capabilities.added, 'added'],
      [capabilities.removed, 'removed'],
      [capabilities.renamed, 'renamed'],
      [capabilities.regrouped, 'regrouped'],
      [capabilities.described, 'described'],
    ]),
    ...parts('technique', 'techniques', [
      [techniques.renamed, 'renamed'],
      [techniques.described, 'described'],
    ]),
    ...parts('group', 'groups', [[sum(totals.capability_groups), 'changed']]),
    ...parts('mapping type', 'mapping types', [[sum(totals.mapping_types), 'changed']]),
    ...parts('metadata field', 'metadata fields', [[totals.metadata, 'changed']]),
  ];
  const respelled = sum(totals.respelled);
  return [...rows, ...others, ...(respelled > 0 ? [`${respelled} only respelled`] : [])];
}

export function layerInWords(totals: LayerTotals): string[] {
  const { added, removed, changed, raised, lowered, members } = totals;
  return parts('technique', 'techniques', [
    [added, 'added'],
    [removed, 'removed'],
    [changed, 'changed'],
    [raised, 'raised'],
    [lowered, 'lowered'],
  ]).concat(parts('member of the layer', 'members of the layer', [[members, 'changed']]));
}

/** `3 mappings added`, `1 removed`: what is counted is said once. */
function parts(
  one: string,
  many: string,
  counts: readonly (readonly [number, string])[],
): string[] {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what], i) =>
      i === 0 ? `${counted(count, one, many)} ${what}` : `${count} ${what}`,
    );
}

/** `M365 12.11.2023 → 07.18.2025, ATT&CK 14.1 → 16.1, enterprise` */
export function pairName({ label, old_key, new_key, aligned }: SetChanges): string {
  const step = (member: keyof ChangedSetKey) =>
    old_key[member] === new_key[member]
      ? new_key[member]
      : `${old_key[member]} → ${new_key[member]}`;
  const frameworks = old_key.framework === new_key.framework ? '' : ` (${step('framework')})`;
  return `${label}${frameworks} ${step('framework_version')}, ATT&CK ${step('attack_version')}, ${step('domain')}${aligned ? ', aligned' : ''}`;
}

function sum(counts: object): number {
  return Object.values(counts).reduce<number>((all, count) => all + Number(count), 0);
}
