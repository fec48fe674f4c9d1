import { capabilityIdentity } from '../model/capability-identity.ts';
import { disagreements } from './disagreements.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { CheckedRow, Rule } from './rule.ts';

export const capabilityIdVariants: Rule = {
  name: 'capability-id-variants',
  title: 'Capability id in several spellings',
  description:
    'Ids differ in letter case, in zeros before a number or in white space at the edge only, so one capability passes for several. It is reported once for every spelling but the most frequent one. Write one spelling.',
  severity: 'warning',
  example: {
    bad: '[{ "capability_id": "AC-2" }, { "capability_id": "AC-02" }]',
    good: '[{ "capability_id": "AC-02" }, { "capability_id": "AC-02" }]',
  },
  set: ({ key, rows }, say) => {
    const known = new Map<string, string>();
    const fold = (row: CheckedRow) => {
      const id = spelling(row);
      if (id === undefined) return undefined;
      const folded = known.get(id) ?? plain(capabilityIdentity(key.framework, id));
      known.set(id, folded);
      return folded;
    };
    for (const { usual, other, usualRow, otherRow } of disagreements(rows, fold, spelling)) {
      say({
        place: fieldOf(otherRow, 'capability_id'),
        message: `the capability id ${quoted(other)} is also written ${quoted(usual)}`,
        found: quoted(other),
        expected: quoted(usual),
        suggestion: 'write one spelling',
        related: [fieldOf(usualRow, 'capability_id')],
      });
    }
  },
};

/** The id as the document has it: that of the mapping has lost its edges. */
function spelling({ fields, mapping }: CheckedRow): string | undefined {
  const raw = fields.capability_id;
  return mapping.capability_id === undefined || typeof raw !== 'string' ? undefined : raw;
}

/** Letter case and zeros before numbers go: what is left tells ids apart for sure. */
function plain(id: string): string {
  return id
    .trim()
    .toLowerCase()
    .replace(/(?<![0-9])0+(?=[0-9])/g, '');
}
