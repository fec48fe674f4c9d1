import type { Report } from '../../contracts.ts';
import { grouped } from '../../model/grouped.ts';
import { counted, shorten } from '../../model/text.ts';
import type { LeftRow, SetRows } from './group-rows.ts';

/**
 * Reports techniques that no relationship can end in. The place is the first such row in the
 * canonical set, since the rows of the document are in another order.
 */
export function reportLeftRows({ dated, unresolved }: SetRows, report: Report): void {
  const { set, path } = dated;
  for (const [id, lefts] of grouped(unresolved, techniqueOf)) {
    const [first] = lefts;
    if (first === undefined) continue;
    const count = counted(lefts.length, 'mapping');
    report({
      severity: 'warning',
      rule: 'stix-technique-unresolved',
      source: set.sources[0]?.url ?? path,
      place: { pointer: `/mappings/${first.index}` },
      message: `${count} to ${shorten(id)} cannot be a STIX relationship: ATT&CK ${set.key.attack_version} does not know that technique`,
      suggestion: 'they are listed in a note of the bundle',
    });
  }
}

function techniqueOf({ row }: LeftRow): string {
  return row.attack_object_id ?? '';
}
