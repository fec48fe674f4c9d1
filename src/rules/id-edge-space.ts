import { textOf } from '../model/normalise-row.ts';
import { edit, fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { CheckedRow, Declared, Rule } from './rule.ts';

const IDS = ['capability_id', 'attack_object_id', 'capability_group', 'mapping_type'] as const;

export const idEdgeSpace: Rule = {
  name: 'id-edge-space',
  title: 'Id with space at its edge',
  description:
    'An id begins or ends in white space, or holds characters that cannot be seen. Tools that compare ids as they are take it for another one. Ids of groups and mapping types are looked at where they are declared too: they are written anew in both places, or in none. Write it without.',
  severity: 'warning',
  example: {
    bad: '{ "capability_id": "AC-4 " }',
    good: '{ "capability_id": "AC-4" }',
  },
  fix: 'writes the id of a row without them, unless the document declares a group or mapping type with them',
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
        suggestion: isDeclared(row, name, raw)
          ? `${writeAs(normal)}, here and where it is declared`
          : writeAs(normal),
        ...(isDeclared(row, name, raw) ? {} : edit(place, normal ?? null)),
      });
    }
  },
  set: ({ groups, mappingTypes }, say) => {
    const check = (what: string, { id, place }: Declared) => {
      const normal = textOf(id);
      if (id === normal) return;
      say({
        place,
        message: `the ${what} ${quoted(id)} is declared with characters that no id should have`,
        found: quoted(id),
        ...(normal === undefined ? {} : { expected: quoted(normal) }),
        suggestion:
          normal === undefined
            ? 'drop it'
            : `${writeAs(normal)}, here and in the rows that name it`,
      });
    };
    for (const group of groups) check('capability group', group);
    for (const type of mappingTypes) check('mapping type', type);
  },
};

function writeAs(normal: string | undefined): string {
  return `write it as ${normal === undefined ? 'null' : quoted(normal)}`;
}

/** A row alone must not go another way than the declaration that it names. */
function isDeclared(
  { declarations }: CheckedRow,
  field: (typeof IDS)[number],
  id: string,
): boolean {
  if (field !== 'capability_group' && field !== 'mapping_type') return false;
  return declarations?.[field].has(id) ?? false;
}
