import type { AttackIndex, Technique } from '../../src/contracts.ts';
import type { UnifiedMappings, UnifiedRow } from '../../src/generated/unified-mappings.ts';

/** What published rows mean, written down a second time: nothing here asks the code under test. */

/** A row that maps a capability to a technique. */
export interface MappedRow {
  readonly row: UnifiedRow;
  readonly capability: string;
  /** ATT&CK id as published. */
  readonly technique: string;
}

export function mappedRows({ metadata, mapping_objects }: UnifiedMappings): MappedRow[] {
  return mapping_objects
    .map((row) => ({
      row,
      capability: capabilityIdentity(metadata.mapping_framework, text(row.capability_id)),
      technique: text(row.attack_object_id),
    }))
    .filter(
      ({ row, capability, technique }) =>
        row.status !== 'non_mappable' && capability !== '' && technique !== '',
    );
}

/** NIST numbers have two digits, VERIS ids are lower case. */
export function capabilityIdentity(framework: string, id: string): string {
  if (framework === 'veris') return id.trim().toLowerCase();
  if (framework !== 'nist_800_53') return id.trim();
  return id
    .trim()
    .split(/(\d+)/)
    .map((part, i) => (i % 2 === 1 ? part.padStart(2, '0') : part))
    .join('');
}

/** Normalised text; absent is empty. */
export function text(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .trim();
}

/** The technique of an id, or what it was revoked by in the end. */
export function endOfChain({ techniques }: AttackIndex, id: string): Technique | undefined {
  let technique = techniques.get(id);
  for (let step = 0; technique?.revoked && step < 10; step++) {
    technique = techniques.get(technique.revoked_by?.[0] ?? '') ?? technique;
  }
  return technique;
}
