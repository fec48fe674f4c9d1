import { createHash } from 'node:crypto';
import { v5 } from 'uuid';
import { NAMESPACE } from '../../../src/exporters/stix/ids.ts';
import { records, type StixRule, texts, walk } from './types.ts';

const ORDER = [
  'extension-definition',
  'marking-definition',
  'identity',
  'course-of-action',
  'vulnerability',
  'attack-pattern',
  'relationship',
  'note',
  'report',
];

export const bundleRules: readonly StixRule[] = [
  {
    name: 'bundle-members',
    check: ({ bundle }) =>
      Object.keys(bundle).join() === 'type,id,objects' && bundle.type === 'bundle'
        ? []
        : [`the bundle has ${Object.keys(bundle).join(', ')}`],
  },
  {
    name: 'bundle-id-from-content',
    check: ({ bundle }) => {
      const lines = bundle.objects.map((object) => JSON.stringify(object)).join(',\n');
      const sha256 = createHash('sha256').update(`[\n${lines}\n]`).digest('hex');
      const id = `bundle--${v5(JSON.stringify({ sha256, type: 'bundle' }), NAMESPACE)}`;
      return bundle.id === id ? [] : [`the id is ${bundle.id}, its content gives ${id}`];
    },
  },
  {
    name: 'objects-ordered',
    check: ({ bundle }) => {
      const keys = bundle.objects.map(({ type, id }) => {
        const rank = ORDER.indexOf(String(type));
        return `${rank === -1 ? ORDER.length : rank} ${type} ${id}`;
      });
      return keys.filter((key, i) => i > 0 && key < (keys[i - 1] ?? ''));
    },
  },
  {
    name: 'ids-unique',
    check: ({ bundle, byId }) =>
      byId.size === bundle.objects.length
        ? []
        : [`${bundle.objects.length} objects, ${byId.size} ids`],
  },
  {
    name: 'references-resolve',
    check: ({ bundle, byId, attackIds }) => {
      const known = (ref: string) => byId.has(ref) || attackIds.has(ref);
      return bundle.objects.flatMap((object) =>
        Object.entries(object).flatMap(([name, value]) => {
          const refs = name.endsWith('_ref')
            ? texts([value])
            : name.endsWith('_refs')
              ? texts(value)
              : [];
          return refs.filter((ref) => !known(ref)).map((ref) => `${object.id} ${name} ${ref}`);
        }),
      );
    },
  },
  {
    name: 'nothing-empty',
    check: ({ own }) =>
      own.flatMap((object) =>
        [...walk(object, String(object.id))]
          .filter(({ value }) => isEmpty(value))
          .map(({ path }) => `${path} is empty`),
      ),
  },
  {
    name: 'attack-objects-whole',
    check: ({ bundle, attackIds }) =>
      bundle.objects
        .filter(({ type, id }) => type === 'attack-pattern' && attackIds.has(String(id)))
        .filter(
          ({ name, external_references }) =>
            typeof name !== 'string' ||
            !records(external_references).some(({ source_name }) =>
              /^mitre-/.test(String(source_name)),
            ),
        )
        .map(({ id }) => `${id} is a stub`),
  },
];

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
