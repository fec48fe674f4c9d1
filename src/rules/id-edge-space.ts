import { edit, fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

const IDS = ['capability_id', 'attack_object_id', 'capability_group', 'mapping_type'] as const;

export const idEdgeSpace: Rule = {
  name: 'id-edge-space',
  title: 'Id with space at its edge',
  description:
    'An id begins or ends in white space, or holds characters that cannot be seen. Tools that compare ids as they are take it for another one. Write it without.',
  severity: 'warning',
  example: {
    bad: '{ "capability_id": "AC-4 " }',
    good: '{ "capability_id": "AC-4" }',
  },
  fix: 'writes the id without them',
  row: (row, say) => {
    for (const name of IDS) {
      const raw = row.fields[name];
      const normal = row.mapping[name];
      if (raw === normal || typeof raw !== 'string' || raw === '') continue;
      const place = fieldOf(row, name);
      say({
        place,
        message: `${name} ${quoted(raw)} has characters that no id should have`,
        found: quoted(raw),
        expected: normal === undefined ? 'null' : quoted(normal),
        suggestion: `write it as ${normal === undefined ? 'null' : quoted(normal)}`,
        ...edit(place, normal ?? null),
      });
    }
  },
};
