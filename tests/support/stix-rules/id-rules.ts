import { v5 } from 'uuid';
import { TLP_CLEAR } from '../../../src/exporters/stix/generator.ts';
import { NAMESPACE } from '../../../src/exporters/stix/ids.ts';
import { capabilitiesIn, factsOf } from './extension.ts';
import { type Json, ofType, type StixRule } from './types.ts';

const V5 = /^([a-z-]+)--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const NOTE_KINDS = [
  'non-mappable-capabilities',
  'non-mappable-techniques',
  'unresolved-techniques',
];

/** Id from a key, its members already in order. Keys of bundles with all releases have more members. */
function id(type: string, key: Json): string {
  const members = Object.entries({ ...key, type }).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${type}--${v5(JSON.stringify(Object.fromEntries(members)), NAMESPACE)}`;
}

function differing(found: readonly Json[], keyOf: (object: Json) => Json): string[] {
  return found
    .filter((object) => object.id !== id(String(object.type), keyOf(object)))
    .map((object) => `${object.id} is not made from ${JSON.stringify(keyOf(object))}`);
}

export const idRules: readonly StixRule[] = [
  {
    name: 'ids-are-uuid5',
    check: ({ bundle, own }) =>
      [bundle as unknown as Json, ...own]
        .filter(({ id }) => id !== TLP_CLEAR.id)
        .filter(({ id, type }) => V5.exec(String(id))?.[1] !== type)
        .map(({ id, type }) => `${id} of ${type}`),
  },
  {
    name: 'capability-keys',
    check: ({ own, realm }) =>
      differing(capabilitiesIn(own), (object) => {
        const { framework, edition, capability_id } = factsOf(object);
        if (object.type === 'vulnerability') return { cve: object.name, ...realm };
        return {
          framework,
          ...(edition === undefined ? {} : { edition }),
          capability_id,
          ...realm,
        };
      }),
  },
  {
    name: 'relationship-keys',
    check: ({ own, facts, realm, variant }) =>
      differing(ofType(own, 'relationship'), ({ relationship_type, source_ref, target_ref }) => ({
        relationship_type,
        source_ref,
        target_ref,
        ...(facts.filter === undefined ? {} : { filter: facts.filter }),
        ...realm,
        ...variant,
      })),
  },
  {
    name: 'report-key',
    check: ({ own, facts, realm, variant }) => {
      const { framework, edition, domain, filter } = facts;
      const key = { framework, edition, domain, filter, kind: 'mapping-set', ...realm, ...variant };
      return differing(ofType(own, 'report'), () => JSON.parse(JSON.stringify(key)));
    },
  },
  {
    name: 'note-keys',
    check: ({ own, facts, realm, variant }) => {
      const { framework, edition, domain, filter } = facts;
      const made = new Set(
        NOTE_KINDS.map((kind) =>
          id(
            'note',
            JSON.parse(
              JSON.stringify({ framework, edition, domain, filter, kind, ...realm, ...variant }),
            ),
          ),
        ),
      );
      return ofType(own, 'note')
        .filter((note) => !made.has(String(note.id)))
        .map((note) => `${note.id} is not made from its set and its kind`);
    },
  },
];
