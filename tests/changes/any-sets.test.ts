import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeReport } from '../../src/changes/change-report.ts';
import { isChanged, isRespelled } from '../../src/changes/change-totals.ts';
import { compareSets } from '../../src/changes/compare-sets.ts';
import { validator } from '../../src/formats/json-schema.ts';
import { validate as isChangeReport } from '../../src/generated/changes.validate.ts';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import { capabilityIdentity } from '../../src/model/capability-identity.ts';
import { applyChanges, published } from '../support/apply-changes.ts';
import { M365, publishedSet } from '../support/published-set.ts';

const validate = validator(isChangeReport);
const KEY = { ...M365, framework: 'nist_800_53', framework_version: 'rev5' };
const identityOf = (id: string) => capabilityIdentity(KEY.framework, id);
const some = (...values: string[]) => fc.constantFrom(undefined, ...values);

/** Few values, so that rows meet; hostile ones among them. */
const FIELDS = {
  capability_id: some('AC-2', 'AC-02', 'AC-3', '__proto__'),
  capability_description: some('Accounts', 'Access'),
  capability_group: some('AC', '__proto__'),
  mapping_type: some('protects', 'mitigates', 'supports'),
  attack_object_id: some('T1', 'T2', 'T3'),
  attack_object_name: some('One', 'Two'),
  score_category: some('protect', 'detect'),
  score_value: some('minimal', 'partial'),
  comments: some('a', 'b', '\u0000","'),
  references: fc.subarray(['https://a', 'https://b']),
  status: some('complete'),
  related_score: some('T9'),
  attack_version: some('14.1'),
  note: fc.constantFrom(undefined, 1, JSON.parse('{"__proto__":{"b":1,"a":2}}')),
};
const row = fc.record(FIELDS);
/** Some fields of a row, none of them, or undefined for a row that goes. */
const edit = fc.option(fc.record(FIELDS, { requiredKeys: [] }), { nil: undefined, freq: 8 });
const named = fc.record({ name: some('Mitigates', 'Protects', 'Other') });
const publication = fc.record({
  rows: fc.array(row, { maxLength: 14 }),
  metadata: fc.record({ author: some('A', 'B'), additional_field: some('y') }),
  types: fc.dictionary(fc.constantFrom('protects', 'mitigates', 'x'), named, {
    noNullPrototype: true,
  }),
  groups: fc.dictionary(fc.constantFrom('AC', 'AU'), fc.constantFrom('Access', 'Audit')),
});
const anySet = publication.map((stated) => publishedSet({ key: KEY, ...stated }));
/** A set and another, or what becomes of it when some of its rows go and others change. */
const anyPair = fc.oneof(
  fc.tuple(anySet, anySet),
  fc
    .tuple(fc.array(row, { maxLength: 14 }), fc.array(edit, { minLength: 14, maxLength: 14 }))
    .map(([rows, edits]) => {
      const next = rows.flatMap((stated, i) => {
        const change = edits[i];
        return change === undefined ? [] : { ...stated, ...change };
      });
      return [publishedSet({ key: KEY, rows }), publishedSet({ key: KEY, rows: next })] as const;
    }),
);
const movedTo = (id: string) => (id === 'T1' ? 'T2' : undefined);

function apply(old: MappingSet, next: MappingSet) {
  const changes = compareSets(old, next, { movedTo });
  return applyChanges(published(old, identityOf), JSON.stringify(changes));
}

it('what changed, applied to OLD, gives NEW, and is valid against its schema', () => {
  fc.assert(
    fc.property(anyPair, ([old, next]) => {
      expect(apply(old, next)).toEqual(published(next, identityOf));
      const sets = [compareSets(old, next, { movedTo }), compareSets(old, next)];
      const report = changeReport({
        old: 'a',
        new: 'b',
        sets,
        setsAdded: [next],
        setsRemoved: [old],
      });
      expect(validate(JSON.parse(JSON.stringify(report)))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

it('a set does not differ from itself', () => {
  fc.assert(
    fc.property(anySet, (set) => {
      const { totals, mappings } = compareSets(set, structuredClone(set), { movedTo });
      expect(isChanged(totals) || isRespelled(totals)).toBe(false);
      expect(mappings).toEqual({ wide: [], added: [], removed: [], changed: [] });
    }),
  );
});

it('whatever is listed is counted, and rows add up', () => {
  fc.assert(
    fc.property(anyPair, ([old, next]) => {
      const changes = compareSets(old, next, { movedTo });
      const { totals, mappings } = changes;
      const lists = [...Object.values(mappings), changes.metadata];
      const isListed = lists.some((list) => list.length > 0);
      if (isListed) expect(isChanged(totals) || isRespelled(totals)).toBe(true);
      const { added, removed } = totals.mappings;
      expect(next.mappings.length - old.mappings.length).toBe(added - removed);
    }),
    { numRuns: 300 },
  );
});

it('the order of rows says nothing', () => {
  fc.assert(
    fc.property(anyPair, fc.infiniteStream(fc.nat()), ([old, next], order) => {
      const shuffled = (set: MappingSet): MappingSet => ({
        ...set,
        mappings: [...set.mappings]
          .map((entry) => ({ entry, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ entry }) => entry),
      });
      expect(JSON.stringify(compareSets(shuffled(old), shuffled(next), { movedTo }))).toBe(
        JSON.stringify(compareSets(old, next, { movedTo })),
      );
    }),
  );
});
