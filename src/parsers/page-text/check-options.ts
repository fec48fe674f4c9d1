import type { SetKey } from '../../generated/mapping-set.ts';
import { counted, shorten } from '../../model/text.ts';
import type { Problem } from './problem.ts';
import type { ReadPage } from './read-page.ts';
import { setOfRow } from './set-of-row.ts';

/** Where the text says another thing than the options: the text counts. */
export function optionProblems(pages: readonly ReadPage[], options: Partial<SetKey>): Problem[] {
  const tables = pages.flatMap((page) => page.tables);
  return [...otherFrameworks(tables, options), ...otherAttack(tables, options)];
}

/**
 * The options without a framework version that could be that of any of several frameworks: it says
 * nothing of a set unless a framework is stated too.
 */
export function withoutUnclearVersion(
  pages: readonly ReadPage[],
  options: Partial<SetKey>,
): { readonly options: Partial<SetKey>; readonly problems: readonly Problem[] } {
  const { framework_version: version, ...others } = options;
  if (version === undefined || options.framework !== undefined) return { options, problems: [] };
  const frameworks = new Map<string | undefined, number>();
  for (const { framework: heading, facts, rows } of pages.flatMap((page) => page.tables)) {
    for (const { row, line } of rows) {
      const { framework } = setOfRow(row, heading, facts, others).set;
      if (!frameworks.has(framework)) frameworks.set(framework, line);
    }
  }
  if (frameworks.size <= 1) return { options, problems: [] };
  const [, second] = [...frameworks.values()];
  const names = [...frameworks.keys()].map((name) => shorten(name ?? 'unknown', 40)).join(', ');
  const problem: Problem = {
    severity: 'warning',
    rule: 'framework-version-unclear',
    line: second ?? 1,
    message: `framework version ${shorten(version)} was stated without a framework, and the text speaks of several (${shorten(names, 200)}): it is given to none of them`,
    suggestion: 'state the framework that it is a version of',
  };
  return { options: others, problems: [problem] };
}

/** One finding for each framework whose rows are not of the one that the options name. */
function otherFrameworks(tables: ReadPage['tables'], options: Partial<SetKey>): Problem[] {
  const others = new Map<string, { line: number; count: number; isInferred: boolean }>();
  for (const { framework, facts, rows } of options.framework === undefined ? [] : tables) {
    for (const { row, line } of rows) {
      const { set, isInferred } = setOfRow(row, framework, facts, options);
      if (set.framework === options.framework || set.framework === undefined) continue;
      const other = others.get(set.framework) ?? { line, count: 0, isInferred };
      others.set(set.framework, other);
      other.count += 1;
    }
  }
  return [...others].map(([framework, { line, count, isInferred }]) => ({
    severity: 'warning',
    rule: 'other-framework',
    line,
    message: `${counted(count, 'row')}, from here on, ${isInferred ? 'have ids in the shape of' : 'stand under a heading of'} ${shorten(framework)} and not of ${shorten(options.framework ?? '')}, which was stated: they stay with ${shorten(framework)}`,
  }));
}

function otherAttack(tables: ReadPage['tables'], options: Partial<SetKey>): Problem[] {
  const told = new Set<string>();
  const problems: Problem[] = [];
  for (const { section, facts } of tables) {
    for (const member of ['attack_version', 'domain'] as const) {
      const [said, stated] = [facts[member], options[member]];
      if (said === undefined || stated === undefined) continue;
      if (said.toLowerCase() === stated.toLowerCase() || told.has(member + said)) continue;
      told.add(member + said);
      const message = `the page says ${member} ${shorten(said)}, ${shorten(stated)} was stated: the page's is kept`;
      problems.push({
        severity: 'warning',
        rule: 'option-contradicted',
        line: section.line,
        message,
      });
    }
  }
  return problems;
}
