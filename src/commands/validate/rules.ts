import { AttackMappingsError } from '../../errors.ts';
import type { FileSettings, Severities } from '../../generated/validate-config.ts';
import { compareText } from '../../model/compare.ts';
import { insteadOf } from '../../model/nearest.ts';
import { pathGlob } from '../../model/only.ts';
import { rules } from '../../rules/index.ts';
import type { Rule } from '../../rules/rule.ts';
import { DOCUMENT_RULES } from './document-rules.ts';

/** Every rule there is, by name. */
export const ALL_RULES: readonly Rule[] = [...DOCUMENT_RULES, ...rules].sort((a, b) =>
  compareText(a.name, b.name),
);

/** The rules of one file, each with the severity that it has there. */
export type FileRules = ReadonlyMap<string, Rule>;

export interface RuleSettings {
  /** Names of the rules to run; all when undefined. */
  readonly only: readonly string[] | undefined;
  readonly severities: Severities;
  /** The last entry that fits a file decides. */
  readonly files: readonly FileSettings[];
  /** True when an earlier bundle is there: without one, rules on two bundles are not run. */
  readonly hasPrevious?: boolean;
}

/**
 * Which rules are run on a file, by its path from the folder of the configuration file. Throws
 * `config` when `only` names a rule that is none, or one that needs an earlier bundle.
 */
export function ruleSelection({
  only,
  severities,
  files,
  hasPrevious = false,
}: RuleSettings): (path: string) => FileRules {
  for (const name of only ?? []) refuseUnusable(name, hasPrevious);
  const chosen = ALL_RULES.filter(
    (rule) =>
      DOCUMENT_RULES.includes(rule) ||
      ((hasPrevious || !isOfTwo(rule)) && (only?.includes(rule.name) ?? true)),
  );
  const entries = files.map((entry) => ({ fits: pathGlob(entry.path), rules: entry.rules }));
  // Most files have the same settings, so that what is made of them is kept.
  const known = new Map<string, FileRules>();
  return (path) => {
    const fitting = entries.filter(({ fits }) => fits(path));
    const name = fitting.map((entry) => entries.indexOf(entry)).join();
    const made =
      known.get(name) ?? withSeverities(chosen, [severities, ...fitting.map((e) => e.rules)]);
    known.set(name, made);
    return made;
  };
}

function withSeverities(chosen: readonly Rule[], settings: readonly Severities[]): FileRules {
  const selected = new Map<string, Rule>();
  for (const rule of chosen) {
    const setting = settings.findLast((entry) => Object.hasOwn(entry, rule.name))?.[rule.name];
    if (setting === 'off') continue;
    selected.set(rule.name, setting === undefined ? rule : { ...rule, severity: setting });
  }
  return selected;
}

/** True for a rule that looks at nothing but a bundle beside an earlier one. */
function isOfTwo({ successor, row, set, layer, bundle }: Rule): boolean {
  return successor !== undefined && !(row ?? set ?? layer ?? bundle);
}

function refuseUnusable(name: string, hasPrevious: boolean): void {
  const rule = ALL_RULES.find((one) => one.name === name);
  if (rule === undefined) {
    const names = ALL_RULES.map((one) => one.name);
    throw refused(`there is no rule "${name}"${insteadOf(name, names)}`);
  }
  if (isOfTwo(rule) && !hasPrevious) {
    throw refused(
      `the rule "${name}" compares a bundle with an earlier one: name it with --previous`,
    );
  }
}

function refused(message: string): AttackMappingsError {
  return new AttackMappingsError('config', '--rules', message);
}
