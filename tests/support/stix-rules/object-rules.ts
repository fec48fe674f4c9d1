import { GENERATOR_IDENTITY, TLP_CLEAR } from '../../../src/exporters/stix/generator.ts';
import { capabilitiesIn, factsOf } from './extension.ts';
import { type Json, ofType, records, repeated, type StixRule, texts } from './types.ts';

const TYPES = new Set([
  'extension-definition',
  'marking-definition',
  'identity',
  'course-of-action',
  'vulnerability',
  'attack-pattern',
  'relationship',
  'note',
  'report',
]);
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const objectRules: readonly StixRule[] = [
  {
    name: 'types-importers-take',
    check: ({ own }) =>
      own.filter(({ type }) => !TYPES.has(String(type))).map(({ type, id }) => `${id} of ${type}`),
  },
  {
    name: 'spec-version',
    check: ({ own }) =>
      own.filter((object) => object.spec_version !== '2.1').map(({ id }) => String(id)),
  },
  {
    name: 'no-custom-properties',
    check: ({ own }) =>
      own.flatMap((object) =>
        Object.keys(object)
          .filter((name) => name.startsWith('x_'))
          .map((name) => `${object.id} ${name}`),
      ),
  },
  {
    name: 'times',
    check: ({ own }) =>
      own
        .filter(({ type, created, modified, published }) => {
          const versioned = type !== 'marking-definition';
          const times = [
            created,
            ...(versioned ? [modified] : []),
            ...(type === 'report' ? [published] : []),
          ];
          const late = versioned && String(modified) < String(created);
          return late || times.some((time) => !TIME.test(String(time)));
        })
        .map(({ id }) => `${id} has no times, or not as they should be`),
  },
  {
    name: 'vulnerabilities-as-cve',
    check: ({ own }) =>
      ofType(own, 'vulnerability')
        .filter(({ name }) => /^CVE-/.test(String(name)))
        .filter(
          ({ name, external_references }) =>
            !records(external_references).some(
              (ref) => ref.source_name === 'cve' && ref.external_id === name,
            ),
        )
        .map(({ name }) => `${name} has no cve reference of its name`),
  },
  {
    name: 'enumerations-labelled',
    check: ({ own }) =>
      ofType(own, 'attack-pattern')
        .filter((object) => !texts(object.labels).includes(String(factsOf(object).framework)))
        .map(({ id }) => `${id} is not labelled with its framework`),
  },
  {
    name: 'names-carry-framework-and-edition',
    check: ({ own }) =>
      capabilitiesIn(own)
        .filter(({ type }) => type !== 'vulnerability')
        .filter((object) => {
          const { edition, capability_id } = factsOf(object);
          const name = String(object.name).toLowerCase();
          const id = String(capability_id).toLowerCase();
          // An id can be a word of the framework's name too: one place that fits is enough.
          return !before(name, id).some((text) => {
            const stated =
              edition === undefined ? text : text.replace(String(edition).toLowerCase(), '');
            return stated.trim() !== '' && (edition === undefined || stated !== text);
          });
        })
        .map(({ name }) => `${name} does not carry framework, edition and id`),
  },
  {
    name: 'names-unique',
    check: ({ own }) => {
      const names = ofType(own, 'course-of-action').map(({ name }) => String(name));
      return repeated(names);
    },
  },
  {
    name: 'source-names-our-own',
    check: ({ own }) =>
      own.flatMap((object) =>
        records(object.external_references)
          .filter(({ source_name }) => /^mitre-|^$/.test(String(source_name ?? '')))
          .map(({ source_name }) => `${object.id} has a reference of source ${source_name}`),
      ),
  },
  {
    name: 'labels-and-references-once',
    check: ({ own }) =>
      own
        .filter(
          ({ labels, external_references, object_refs }) =>
            repeats(labels) || repeats(external_references) || repeats(object_refs),
        )
        .map(({ id }) => `${id} repeats a label or a reference`),
  },
  {
    name: 'groups-as-labels',
    check: ({ own }) =>
      capabilitiesIn(own)
        .filter((object) => {
          const stated = records(factsOf(object).capability_groups).map(
            (g) => `group:${g.group_id}`,
          );
          const labels = texts(object.labels).filter((label) => label.startsWith('group:'));
          return stated.join('\n') !== labels.join('\n');
        })
        .map(({ id }) => `${id} has other groups in labels than in its extension`),
  },
  {
    name: 'authorship',
    check: ({ own, byId }) =>
      own
        .filter((object) => !isAttributed(object, byId))
        .map(({ id }) => `${id} lacks its creator, TLP:CLEAR or the attribution`),
  },
  {
    name: 'tlp-clear-as-published',
    check: ({ byId }) => {
      const found = JSON.stringify(byId.get(TLP_CLEAR.id));
      return found === JSON.stringify(TLP_CLEAR) ? [] : [`TLP:CLEAR is ${found}`];
    },
  },
];

function repeats(list: unknown): boolean {
  if (!Array.isArray(list)) return false;
  return new Set(list.map((entry) => JSON.stringify(entry))).size !== list.length;
}

/** The generator made everything. Identities, markings and the extension-definition bear no statement. */
function isAttributed(object: Json, byId: ReadonlyMap<string, Json>): boolean {
  const { id, type, created_by_ref } = object;
  if (id === TLP_CLEAR.id) return true;
  const markings = texts(object.object_marking_refs);
  if (!markings.includes(TLP_CLEAR.id)) return false;
  if (id !== GENERATOR_IDENTITY.id && created_by_ref !== GENERATOR_IDENTITY.id) return false;
  if (/^(identity|marking-definition|extension-definition)$/.test(String(type))) return true;
  return markings.some((marking) => byId.get(marking)?.definition_type === 'statement');
}

/** What stands before a word, for each place where it is. */
function before(text: string, word: string): string[] {
  return text
    .split(word)
    .slice(0, -1)
    .map((_, i, pieces) => pieces.slice(0, i + 1).join(word));
}
