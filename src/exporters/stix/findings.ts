import type { Report } from '../../contracts.ts';
import type { Diagnostic } from '../../generated/run-report.ts';
import { grouped } from '../../model/grouped.ts';
import { shorten } from '../../model/text.ts';
import { isNonMappable } from './classify-row.ts';
import type { LeftRow, SetRows } from './group-rows.ts';

/**
 * Reports rows that look mapped and make no relationship. The place is the row in the canonical
 * set, since the rows of the document are in another order.
 */
export function reportLeftRows(rows: SetRows, report: Report): void {
  const { set, path } = rows.dated;
  const source = set.sources[0]?.url ?? path;
  const say = (
    rule: string,
    severity: Diagnostic['severity'],
    { index }: LeftRow,
    message: string,
    suggestion: string,
  ) =>
    report({
      severity,
      rule,
      source,
      place: { pointer: `/mappings/${index}` },
      message,
      suggestion,
    });

  for (const left of rows.nonMappableCapabilities) {
    if (isNonMappable(left.row)) continue;
    const id = shorten(left.row.capability_id ?? '');
    say(
      'mapped-row-without-technique',
      'warning',
      left,
      `the mapping of ${id} is complete and names no technique`,
      'it is taken as a non-mappable capability',
    );
  }
  for (const left of rows.nonMappableTechniques) {
    if (isNonMappable(left.row)) continue;
    const id = shorten(left.row.attack_object_id ?? '');
    say(
      'mapped-row-without-capability',
      'warning',
      left,
      `the mapping to ${id} is complete and names no capability`,
      'it is taken as a non-mappable technique',
    );
  }
  for (const left of rows.nothing) {
    say(
      'row-without-ends',
      'warning',
      left,
      'the row names neither a capability nor a technique',
      'it is not in the STIX bundle',
    );
  }
  for (const [id, lefts] of grouped(rows.unresolved, techniqueOf)) {
    const [first] = lefts;
    if (first === undefined) continue;
    const count = lefts.length === 1 ? '1 mapping' : `${lefts.length} mappings`;
    say(
      'stix-technique-unresolved',
      'warning',
      first,
      `${count} to ${shorten(id)} cannot be a STIX relationship: ATT&CK ${set.key.attack_version} does not know that technique`,
      'they are listed in a note of the bundle',
    );
  }
}

function techniqueOf({ row }: LeftRow): string {
  return row.attack_object_id ?? '';
}
