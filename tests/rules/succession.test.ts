import { describe, expect, it } from 'vitest';
import { GENERATOR_IDENTITY, TLP_CLEAR } from '../../src/exporters/stix/generator.ts';
import { MOST_FINDINGS } from '../../src/rules/check.ts';
import { rules } from '../../src/rules/index.ts';
import { findingsOf } from './checked-succession.ts';
import {
  CASES,
  GOOD,
  identity,
  marking,
  note,
  OURS,
  report,
  T1,
  UUID,
} from './succession-cases.ts';

describe.each(CASES)('%s: %s', (rule, _, earlier, later, pointer) => {
  it(`is found at ${pointer}, and no other rule is`, () => {
    const found = findingsOf(earlier, later);
    expect(found.map((finding) => [finding.rule, finding.place])).toEqual([[rule, { pointer }]]);
    expect(found[0]?.source).toBe('new/stix-bundle.json');
  });
});

describe('no rule on two bundles is broken', () => {
  it.each(GOOD)('by %s', (_, earlier, later) => {
    expect(findingsOf(earlier, later)).toEqual([]);
  });
});

describe('rules on two bundles', () => {
  const ofTwo = rules.filter(({ successor }) => successor);

  it('have a case each, and no fix', () => {
    expect([...new Set(CASES.map(([rule]) => rule))].sort()).toEqual(
      ofTwo.map(({ name }) => name).sort(),
    );
    const found = CASES.flatMap(([, , earlier, later]) => findingsOf(earlier, later));
    expect(found.filter(({ edits }) => edits !== undefined)).toEqual([]);
  });

  it.each(ofTwo)('$name: has examples that are two bundles', ({ example, description }) => {
    expect(description).toMatch(/\.$/);
    for (const text of [example.bad, example.good]) {
      expect(Object.keys(JSON.parse(text))).toEqual(['earlier', 'later']);
    }
    expect(example.bad).not.toBe(example.good);
  });

  it('look at the objects of the generator alone where it made some, and at its own identity', () => {
    const ours = note(OURS);
    const self = identity({ id: GENERATOR_IDENTITY.id });
    const found = findingsOf(
      [ours, self, report()],
      [
        { ...ours, content: 'D' },
        { ...self, name: 'other' },
      ],
    );
    expect(found.map(({ place }) => place.pointer)).toEqual([
      '/objects/0/modified',
      '/objects/1/modified',
    ]);
  });

  it('still look at an object of the generator whose later version says nothing of it', () => {
    const found = findingsOf([note(OURS)], [note()]);
    expect(found.map(({ rule, found: what }) => [rule, what])).toEqual([
      ['bundle-change-without-version', 'created_by_ref'],
    ]);
  });

  it('say of two bundles of the generator that share its constants alone that they are none', () => {
    const constants = [{ ...TLP_CLEAR }, { ...GENERATOR_IDENTITY }, marking(OURS)];
    const found = findingsOf([...constants, note(OURS)], [...constants, report(OURS)]);
    expect(found.map(({ rule }) => rule)).toEqual(['bundle-unrelated']);
  });

  it('name what is missing, its type, and where it was', () => {
    const [found] = findingsOf([report(), note()], [report()]);
    expect(found?.message).toBe(
      `note--${UUID} of type "note" is missing; it was at /objects/1 of the earlier bundle`,
    );
  });

  it('name the first members that changed', () => {
    const many = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`x_${i}`, i]));
    const [found] = findingsOf([note()], [note(many)]);
    expect(found?.found).toBe('x_0, x_1, x_2, x_3, x_4 and 2 other members');
  });

  it('never throw, and end, whatever the bundles are', () => {
    const deep = (end: string) => JSON.parse(`${'['.repeat(50_000)}${end}${']'.repeat(50_000)}`);
    const odd = JSON.parse('{"__proto__":1}');
    // JSON.stringify would not take what is nested so deeply.
    const texts = [() => 'earlier', () => 'later'] as const;
    for (const value of [null, 5, 'text', [], [null], deep(''), {}, { a: deep('1') }, odd]) {
      const members = { created: value, modified: value, revoked: value, type: value };
      const objects = [
        ...[value, { id: value }, { id: '__proto__', ...members }],
        note({ ...members, created_by_ref: value, external_references: [value] }),
      ];
      const others = [note(), { id: '__proto__', created: T1 }];
      expect(findingsOf(objects, others, texts).length).toBeGreaterThan(0);
      expect(findingsOf(others, objects, texts).length).toBeGreaterThan(0);
      expect(findingsOf([], objects, texts).length).toBeGreaterThan(0);
    }
    const rulesOn = (a: string, b: string) =>
      findingsOf([note({ content: deep(a) })], [note({ content: deep(b) })], texts).map(
        ({ rule }) => rule,
      );
    expect(rulesOn('1', '2')).toEqual(['bundle-change-without-version']);
    expect(rulesOn('1', '1')).toEqual(['bundle-other-bytes']);
  });

  it('list the first findings, and say how many more there are', () => {
    const ids = Array.from({ length: MOST_FINDINGS + 7 }, (_, i) => note({ id: `note--${i}` }));
    const found = findingsOf([report(), ...ids], [report()]);
    expect(found).toHaveLength(MOST_FINDINGS + 1);
    expect(found.at(-1)?.message).toBe('7 more like these are not listed');
  });

  it('cut an id that would fill a screen', () => {
    const id = `note--\u001b${'x'.repeat(10_000)}`;
    const [found] = findingsOf([report(), note({ id })], [report()]);
    expect(found?.message.length).toBeLessThan(250);
    expect(found?.message).not.toContain('\u001b');
  });
});
