import { compareText } from '../model/compare.ts';
import { comparePlaces } from './compare-places.ts';
import type {
  CheckedBundle,
  CheckedLayer,
  CheckedSet,
  LocatedFinding,
  Rule,
  RuleFinding,
  Say,
} from './rule.ts';

/** What the rules say of a set, in the order of its document. */
export function checkSet(set: CheckedSet, rules: readonly Rule[]): LocatedFinding[] {
  const findings: LocatedFinding[] = [];
  const says = rules.map((rule) => ({ rule, say: sayer(rule, set.file, findings) }));
  const ofRows = says.filter(({ rule }) => rule.row !== undefined);
  for (const row of set.rows) for (const { rule, say } of ofRows) rule.row?.(row, say);
  for (const { rule, say } of says) rule.set?.(set, say);
  return rowsLast(inOrder(findings), set);
}

/** What the rules say of a layer, in one order. */
export function checkLayer(layer: CheckedLayer, rules: readonly Rule[]): LocatedFinding[] {
  const findings: LocatedFinding[] = [];
  for (const rule of rules) rule.layer?.(layer, sayer(rule, layer.file, findings));
  return inOrder(findings);
}

/** What the rules say of a bundle, in one order. */
export function checkBundle(bundle: CheckedBundle, rules: readonly Rule[]): LocatedFinding[] {
  const findings: LocatedFinding[] = [];
  for (const rule of rules) rule.bundle?.(bundle, sayer(rule, bundle.file, findings));
  return inOrder(findings);
}

/** Findings of one rule that a document is good for; what is wrong everywhere is wrong once. */
export const MOST_FINDINGS = 10_000;

/** Collects the findings of one rule; how many more there are is the last one. */
function sayer(rule: Rule, source: string, findings: LocatedFinding[]): Say {
  let count = 0;
  const rest = { place: { pointer: '' }, message: '' };
  return (finding) => {
    count += 1;
    if (count <= MOST_FINDINGS) findings.push(located(rule, source, finding));
    else if (count === MOST_FINDINGS + 1)
      findings.push(Object.assign(rest, located(rule, source, rest)));
    rest.message = `${count - MOST_FINDINGS} more like these are not listed`;
  };
}

/** A finding with what its rule and its document add to it. */
function located(
  { name, severity }: Pick<Rule, 'name' | 'severity'>,
  source: string,
  { place, message, ...more }: RuleFinding,
): LocatedFinding {
  return { severity, rule: name, source, place, message, ...more };
}

function inOrder(findings: LocatedFinding[]): LocatedFinding[] {
  return findings.sort((a, b) => comparePlaces(a.place, b.place) || compareText(a.rule, b.rule));
}

/** Documents state what a set is before its rows, whatever their members are called. */
function rowsLast(findings: readonly LocatedFinding[], { rows }: CheckedSet): LocatedFinding[] {
  const list = rows[0]?.place.pointer?.replace(/[^/]*$/, '');
  if (!list) return [...findings];
  const ofRows = (finding: LocatedFinding) => finding.place.pointer?.startsWith(list) ?? false;
  return [...findings.filter((finding) => !ofRows(finding)), ...findings.filter(ofRows)];
}
