import { Ajv2020 } from 'ajv/dist/2020.js';
import { EXTENSION_DEFINITION, TLP_EXTENSION_ID } from '../../../src/exporters/stix/generator.ts';
import { validator } from '../../../src/formats/json-schema.ts';
import { stixExtensionSchema } from '../../../src/generated/stix-extension.ts';
import { capabilitiesIn, factsOf } from './extension.ts';
import { type Json, ofType, type StixRule, texts, walk } from './types.ts';

const validate = validator(new Ajv2020({ allErrors: true }).compile(stixExtensionSchema));
const RELEASE_FACTS = [
  'framework_version',
  'attack_version',
  'domain',
  'filter',
  'dates_inferred_from',
];

const extensionsOf = ({ extensions }: Json) =>
  Object.entries((extensions ?? {}) as Readonly<Record<string, Json>>);

export const setRules: readonly StixRule[] = [
  {
    name: 'extension-definition',
    check: ({ own, byId }) => {
      const definition = byId.get(EXTENSION_DEFINITION.id);
      const used = new Set(own.flatMap((object) => extensionsOf(object).map(([id]) => id)));
      const missing = [...used].filter((id) => id !== TLP_EXTENSION_ID && !byId.has(id));
      if (definition === undefined) return ['there is no extension-definition'];
      const { schema, version, created_by_ref, extension_types } = definition;
      const good =
        schema === JSON.stringify(stixExtensionSchema) &&
        /^\d+\.\d+\.\d+$/.test(String(version)) &&
        byId.has(String(created_by_ref)) &&
        texts(extension_types).join() === 'property-extension';
      return [...missing, ...(good ? [] : ['the extension-definition lacks a part'])];
    },
  },
  {
    name: 'extension-valid',
    check: ({ own }) =>
      own.flatMap((object) =>
        extensionsOf(object)
          .filter(([id]) => id === EXTENSION_DEFINITION.id)
          .flatMap(([, facts]) =>
            validate(facts).map((finding) => `${object.id} ${JSON.stringify(finding)}`),
          ),
      ),
  },
  {
    name: 'extension-names',
    check: ({ own }) =>
      own.flatMap((object) =>
        extensionsOf(object).flatMap(([, facts]) =>
          [...walk(facts)]
            .map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
            .filter((name) => !/^\d*$/.test(name))
            .filter((name) => !/^[a-z0-9_]{3,250}$/.test(name) || /_refs?$/.test(name))
            .map((name) => `${object.id} has the extension property ${name}`),
        ),
      ),
  },
  {
    name: 'releases-only-in-report',
    check: ({ own }) =>
      own
        .filter(({ type }) => type !== 'report')
        .filter((object) => RELEASE_FACTS.some((name) => factsOf(object)[name] !== undefined))
        .map(({ id }) => `${id} states a release`),
  },
  {
    name: 'one-report-of-everything',
    check: ({ own }) => {
      const reports = ofType(own, 'report');
      const [report] = reports;
      if (reports.length !== 1 || report === undefined) return [`${reports.length} reports`];
      const facts = factsOf(report);
      const missing = ['framework', 'framework_version', 'attack_version', 'domain']
        .filter((name) => facts[name] === undefined)
        .map((name) => `the report does not state ${name}`);
      const refs = new Set(texts(report.object_refs));
      const organizations = ofType(own, 'identity').filter(
        ({ identity_class }) => identity_class === 'organization',
      );
      const expected = [
        ...capabilitiesIn(own),
        ...ofType(own, 'relationship', 'note'),
        ...organizations,
      ];
      const left = expected.filter(({ id }) => !refs.has(String(id)));
      return [...missing, ...left.map(({ id }) => `the report does not refer to ${id}`)];
    },
  },
  {
    name: 'no-capability-left-alone',
    check: ({ own }) => {
      const named = new Set([
        ...ofType(own, 'relationship').flatMap(({ source_ref, target_ref }) => [
          source_ref,
          target_ref,
        ]),
        ...ofType(own, 'note').flatMap(({ object_refs }) => texts(object_refs)),
      ]);
      return capabilitiesIn(own)
        .filter(({ id }) => !named.has(id))
        .map(({ name }) => `${name} is in no relationship and in no note`);
    },
  },
];
