import type {
  CheckedBundle,
  CheckedLayer,
  CheckedSet,
  CheckedSuccession,
  LocatedFinding,
  Rule,
  RuleFinding,
  Say,
} from './rule.ts';

/** What the rules say of a set, in no order: whoever shows it knows where in the file it stands. */
export function checkSet(set: CheckedSet, rules: readonly Rule[]): LocatedFinding[] {
  const findings: LocatedFinding[] = [];
  const says = rules.map((rule) => ({ rule, say: sayer(rule, set.file, findings) }));
  const ofRows = says.filter(({ rule }) => rule.row !== undefined);
  for (const row of set.rows) for (const { rule, say } of ofRows) rule.row?.(row, say);
  for (const { rule, say } of says) rule.set?.(set, say);
  return findings;
}

/** What the rules say of a layer, in no order. */
export function checkLayer(layer: CheckedLayer, rules: readonly Rule[]): LocatedFinding[] {
  const findings: LocatedFinding[] = [];
  for (const rule of rules) rule.layer?.(layer, sayer(rule, layer.file, findings));
  return findings;
}

/** What the rules say of a bundle, in no order. */
export function checkBundle(bundle: CheckedBundle, rules: readonly Rule[]): LocatedFinding[] {
  const findings: LocatedFinding[] = [];
  for (const rule of rules) rule.bundle?.(bundle, sayer(rule, bundle.file, findings));
  return findings;
}

/** What the rules say of a bundle beside an earlier one, in no order. */
export function checkSuccession(
  succession: CheckedSuccession,
  rules: readonly Rule[],
): LocatedFinding[] {
  const findings: LocatedFinding[] = [];
  for (const rule of rules) rule.successor?.(succession, sayer(rule, succession.file, findings));
  return findings;
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
