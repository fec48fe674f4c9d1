import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Technique } from '../../src/contracts.ts';
import { validator } from '../../src/formats/json-schema.ts';
import { validate as isMappingSet } from '../../src/generated/mapping-set.validate.ts';
import type { Decision } from '../../src/migration/decision.ts';
import { mergeDecisions } from '../../src/migration/decisions.ts';
import { rowId } from '../../src/migration/row-id.ts';
import { orderMappings } from '../../src/model/row-order.ts';
import { technique } from '../support/technique.ts';
import { entry, migrate, revoked, row, view } from './made-up-attack.ts';

const validate = validator(isMappingSet);
const IDS = ['T1001', 'T1001.001', 'T1002', 'T1002.001', 'T1003', 'T1004', 'T1005', 'T1006'];
const id = fc.constantFrom(...IDS);

/** Any state of a technique: living under some name and STIX id, deprecated, revoked in favour of any. */
const state = (of: string) =>
  fc.oneof(
    fc.constant(undefined),
    fc
      .record({ name: fc.constantFrom('One', 'Two'), object: id })
      .map(({ name, object }) => technique(of, name, { stix_id: `attack-pattern--${object}` })),
    fc.constant(technique(of, 'Old', { deprecated: true })),
    fc.uniqueArray(id, { maxLength: 3 }).map((targets) => revoked(of, ...targets.sort())),
    fc.constant(technique(of, 'Lost', { revoked: true, revoked_by_missing: ['gone'] })),
  );

/** A release that is never cut down. */
const release = (version: string) =>
  fc.tuple(...IDS.map(state)).map((states) => {
    const known = states.filter((entry): entry is Technique => entry !== undefined);
    return view(version, [...known, revoked('T9001', 'T9002'), technique('T9002')]);
  });

const rows = fc.array(
  fc
    .record({
      id: fc.option(fc.constantFrom(...IDS, 'T4040'), { nil: undefined }),
      capability_id: fc.constantFrom('C1', 'C2'),
      score_value: fc.constantFrom('minimal', 'partial'),
      attack_object_name: fc.constantFrom('One', 'Any: Two'),
      related_score: fc.constantFrom('T1001', 'T1002'),
    })
    .map(({ id, ...more }) => row(id, more)),
  { maxLength: 12 },
);

it('no row is lost, every technique out lives in the target, and nothing depends on the order', () => {
  const sizes = fc.record({
    from: release('16.1'),
    to: release('18.1'),
    rows,
    picks: fc.array(fc.constantFrom('drop', 'T9002', 'none'), { minLength: 12, maxLength: 12 }),
    order: fc.infiniteStream(fc.nat()),
  });
  fc.assert(
    fc.property(sizes, ({ from, to, rows, picks, order }) => {
      const before = entry(rows, from);
      const copy = structuredClone(before.set);
      const chosen = to.index.techniques.get('T9002') ?? expect.fail();
      const given = rows.flatMap((entry, i): Decision[] => {
        const pick = picks[i];
        if (pick === undefined || pick === 'none' || entry.attack_object_id === undefined)
          return [];
        const techniques =
          pick === 'drop'
            ? []
            : [chosen, ...to.index.techniques.values()].filter(isAlive).slice(0, 2);
        return [
          {
            set: 'm365/set',
            row: rowId(entry),
            kind: pick === 'drop' ? 'drop' : 'techniques',
            techniques: techniques.map((entry) => ({ technique: entry, domain: 'enterprise' })),
            source: 'review.csv',
            place: {},
          },
        ];
      });
      const decisions = mergeDecisions(given, [], () => undefined);
      const { set, review } = migrate(before, to, { decisions });
      expect(before.set).toEqual(copy);

      const [{ counts, aside = [] } = expect.fail()] = set.migrations ?? [];
      expect(counts.rows).toBe(rows.length);
      expect(counts.rows + counts.copied).toBe(counts.out + counts.aside);
      expect([set.mappings.length, aside.length]).toEqual([counts.out, counts.aside]);
      const { unchanged, renamed, renumbered, revoked, decided, without_technique } = counts;
      expect(
        unchanged + renamed + renumbered + revoked + decided + without_technique + counts.aside,
      ).toBe(counts.rows);
      for (const { attack_object_id } of set.mappings) {
        if (attack_object_id === undefined) continue;
        expect(to.index.techniques.get(attack_object_id)).toSatisfy(isAlive);
      }
      expect(set.mappings).toEqual(orderMappings('m365', set.mappings));
      expect(validate(set)).toEqual([]);
      expect(decisions.unused()).toEqual([]);
      expect(new Set(review.map((entry) => entry.row)).size).toBe(review.length);

      const shuffled = entry(shuffle(rows, order), from);
      expect(migrate(shuffled, to, { decisions })).toEqual({ set, review });
    }),
    { numRuns: 300 },
  );
});

function isAlive(technique: Technique | undefined): boolean {
  return technique !== undefined && !technique.revoked && !technique.deprecated;
}

function shuffle<T>(members: readonly T[], order: fc.Stream<number>): T[] {
  const keyed = members.map((member) => ({ member, key: order.next().value ?? 0 }));
  return keyed.sort((a, b) => a.key - b.key).map(({ member }) => member);
}
