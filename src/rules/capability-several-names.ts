import { identityReader } from '../model/capability-identity.ts';
import { shorten } from '../model/text.ts';
import { disagreements } from './disagreements.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const capabilitySeveralNames: Rule = {
  name: 'capability-several-names',
  title: 'Capability with several names',
  description:
    'Rows give one capability id several names: a spelling differs, or two capabilities share an id. It is reported once for every name but the most frequent one. Write one name, or correct the id.',
  severity: 'warning',
  example: {
    bad: '[{ "capability_id": "AC-2", "capability_description": "Account Management" }, { "capability_id": "AC-2", "capability_description": "Account Mangement" }]',
    good: '[{ "capability_id": "AC-2", "capability_description": "Account Management" }, { "capability_id": "AC-2", "capability_description": "Account Management" }]',
  },
  set: ({ key, rows }, say) => {
    const identityOf = identityReader(key.framework);
    const found = disagreements(
      rows,
      ({ mapping }) => mapping.capability_id && identityOf(mapping.capability_id),
      ({ mapping }) => mapping.capability_description,
    );
    for (const { usual, other, usualRow, otherRow } of found) {
      say({
        place: fieldOf(otherRow, 'capability_description'),
        message: `${shorten(identityOf(otherRow.mapping.capability_id ?? ''))} is called ${quoted(other)} and ${quoted(usual)}`,
        found: shorten(other),
        expected: shorten(usual),
        suggestion: 'write one name, or correct the id',
        related: [fieldOf(usualRow, 'capability_description')],
      });
    }
  },
};
