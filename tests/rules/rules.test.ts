import { describe, expect, it } from 'vitest';
import { checkSet } from '../../src/rules/check.ts';
import { rules } from '../../src/rules/index.ts';
import type { Edit, LocatedFinding } from '../../src/rules/rule.ts';
import { type Case, ROW_CASES, SET_CASES } from './cases.ts';
import { checked, type Difference, type Document, documentOf } from './checked-document.ts';

const CASES: readonly Case[] = [...ROW_CASES, ...SET_CASES];
const ofSets = rules.filter(({ row, set }) => row || set);

function findings(difference: Difference, document = documentOf(difference)): LocatedFinding[] {
  return checkSet(checked(document, difference), rules);
}

/** The document after edits: the last places first, so that earlier ones still hold. */
function edited(document: Document, edits: readonly Edit[]): Document {
  const copy = structuredClone(document);
  for (const { pointer, values } of [...edits].reverse()) {
    const path = pointer.slice(1).split('/');
    const last = path.pop() ?? '';
    const parent = path.reduce<unknown>((value, name) => (value as never)[name], copy);
    if (Array.isArray(parent)) parent.splice(Number(last), 1, ...values);
    else Object.assign(parent as object, { [last]: values[0] });
  }
  return copy;
}

describe.each(CASES)('$rule at $place', ({ rule, bad, place, good }) => {
  it('is found in what breaks it, and no other rule is', () => {
    const found = findings(bad);
    expect(found.map((finding) => [finding.rule, finding.place])).toEqual([
      [rule, { pointer: place }],
    ]);
    expect(found[0]?.source).toBe(bad.file ?? 'sets/m365.json');
  });

  it('is not found in what is good, nor is another', () => {
    expect(findings(good)).toEqual([]);
  });
});

describe.each(CASES.filter(({ fixed }) => fixed))('$rule at $place', ({ bad }) => {
  it('is gone after its fix', () => {
    const edits = findings(bad).flatMap((finding) => finding.edits ?? []);
    expect(edits.length).toBeGreaterThan(0);
    expect(findings(bad, edited(documentOf(bad), edits))).toEqual([]);
  });
});

describe('rules', () => {
  it('have a case each, and a name of their own', () => {
    const names = ofSets.map(({ name }) => name);
    expect([...new Set(CASES.map(({ rule }) => rule))].sort()).toEqual([...names].sort());
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });

  it.each(ofSets)('$name: says what it is about, with examples that are JSON', (rule) => {
    expect(rule.name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(rule.description).toMatch(/\.$/);
    expect(JSON.parse(rule.example.bad)).not.toEqual(JSON.parse(rule.example.good));
  });

  it('with a fix are fixed in a case, and no other has edits', () => {
    const fixing = ofSets.filter(({ fix }) => fix !== undefined).map(({ name }) => name);
    const fixed = CASES.filter((one) => one.fixed).map(({ rule }) => rule);
    expect([...new Set(fixed)].sort()).toEqual([...fixing].sort());
    const others = CASES.filter((one) => !one.fixed).flatMap(({ bad }) => findings(bad));
    expect(others.filter(({ edits }) => edits !== undefined)).toEqual([]);
  });

  it('have no places in their words', () => {
    for (const { bad } of CASES) {
      for (const finding of findings(bad)) {
        const { message, found, expected, suggestion } = finding;
        expect(JSON.stringify([message, found, expected, suggestion])).not.toMatch(
          /mapping_objects|\brow \d/,
        );
      }
    }
  });
});
