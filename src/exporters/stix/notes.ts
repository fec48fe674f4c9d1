import type { Mapping } from '../../generated/mapping-set.ts';
import { compareText } from '../../model/compare.ts';
import { capabilityIds } from './capability-ids.ts';
import { techniqueRef } from './classify-row.ts';
import type { LeftRow, SetRows } from './group-rows.ts';
import { lineageKey } from './lineage-key.ts';
import type { Draft } from './objects.ts';
import type { Scope } from './scope.ts';
import { typeRow } from './typing.ts';

/**
 * Notes (STIX 2.1, 4.13) on what has no relationship. A flag on the capability would not do: the
 * same capability is mapped in one domain and not in another. `fallback` is what a note is about
 * when none of its techniques is known, since a note needs an object.
 */
export function noteDrafts(scope: Scope, rows: SetRows, fallback: string): Draft[] {
  const capabilityId = capabilityIds(scope);
  const ofCapability = ({ row }: LeftRow) =>
    row.capability_id === undefined ? undefined : capabilityId(row.capability_id);
  const { domain } = rows.dated.set.lineage;
  const make = (
    kind: string,
    abstract: string,
    left: readonly LeftRow[],
    refOf: (left: LeftRow) => string | undefined,
    line: (row: Mapping) => string,
  ): Draft[] => {
    if (left.length === 0) return [];
    const refs = left.map(refOf).filter((ref) => ref !== undefined);
    const lines = left.map(({ row }) => item(line(row), row));
    return [
      {
        type: 'note',
        id: scope.idOf('note', lineageKey(scope, rows.dated, kind)),
        created: rows.dated.created,
        updated: rows.dated.updated,
        content: {
          abstract,
          content: `${abstract}:\n\n${unique(lines).join('\n')}`,
          object_refs: refs.length === 0 ? [fallback] : unique(refs),
        },
      },
    ];
  };
  return [
    ...make(
      'non-mappable-capabilities',
      `${title(scope)}: capabilities that cannot be mapped to an ATT&CK ${domain} technique`,
      rows.nonMappableCapabilities,
      ofCapability,
      (row) => words(capabilityWords(row), techniqueWords(row)),
    ),
    ...make(
      'non-mappable-techniques',
      `ATT&CK ${domain} techniques that no ${title(scope)} capability can be mapped to`,
      rows.nonMappableTechniques,
      ({ row }) => techniqueRef(row),
      techniqueWords,
    ),
    ...make(
      'unresolved-techniques',
      `${title(scope)}: mappings to techniques that ATT&CK does not know, and that are no relationship for that reason`,
      rows.unresolved,
      ofCapability,
      (row) => {
        const { relationship, labels } = typeRow(rows.dated.framework, row, scope.detect);
        return words(capabilityWords(row), `${relationship} ${techniqueWords(row)}`, ...labels);
      },
    ),
  ];
}

function title({ sets: [{ set }] }: Scope): string {
  return [set.label, set.lineage.edition].filter((part) => part !== undefined).join(' ');
}

function capabilityWords({ capability_id, capability_description }: Mapping): string {
  return [capability_id, capability_description].filter((part) => part).join(' ');
}

function techniqueWords({ attack_object_id, attack_object_name, derived }: Mapping): string {
  const name = derived.technique?.name ?? attack_object_name;
  return [attack_object_id, name].filter((part) => part).join(' ');
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

/** One list item: the line, then comment and references, indented. */
function item(line: string, { comments, references }: Mapping): string {
  const more = [comments, ...(references ?? [])].filter((text) => text !== undefined);
  return [`- ${line}`, ...more.flatMap((text) => text.split('\n'))].join('\n  ');
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
