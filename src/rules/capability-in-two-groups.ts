import { identityReader } from '../model/capability-identity.ts';
import { shorten } from '../model/text.ts';
import { disagreements } from './disagreements.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const capabilityInTwoGroups: Rule = {
  name: 'capability-in-two-groups',
  title: 'Capability in two groups',
  description:
    'Rows put one capability into several groups, so that it is counted in each. It is reported once for every group but the one that most rows name. Put all its rows into one group.',
  severity: 'warning',
  example: {
    bad: '[{ "capability_id": "AC-2", "capability_group": "AC" }, { "capability_id": "AC-2", "capability_group": "AU" }]',
    good: '[{ "capability_id": "AC-2", "capability_group": "AC" }, { "capability_id": "AC-2", "capability_group": "AC" }]',
  },
  set: ({ key, rows }, say) => {
    const identityOf = identityReader(key.framework);
    const found = disagreements(
      rows,
      ({ mapping }) => mapping.capability_id && identityOf(mapping.capability_id),
      ({ mapping }) => mapping.capability_group,
    );
    for (const { usual, other, usualRow, otherRow } of found) {
      say({
        place: fieldOf(otherRow, 'capability_group'),
        message: `${shorten(identityOf(otherRow.mapping.capability_id ?? ''))} is in the group ${quoted(other)} and in the group ${quoted(usual)}`,
        found: shorten(other),
        expected: shorten(usual),
        suggestion: 'put all rows of the capability into one group',
        related: [fieldOf(usualRow, 'capability_group')],
      });
    }
  },
};
