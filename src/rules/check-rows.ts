import type { AttackView, Report } from '../contracts.ts';
import type { Mapping } from '../generated/mapping-set.ts';
import type { Place } from '../generated/run-report.ts';
import type { ParsedRecord, SourceRow } from '../records.ts';
import { BUILD_ROW_RULES } from './build-rules.ts';
import { isPlainRow } from './plain-row.ts';
import type { CheckedRow, RuleFinding } from './rule.ts';
import { TechniqueNames } from './technique-names.ts';

type RowRecord = Extract<ParsedRecord, { kind: 'row' }>;

/** A row as a build meets it; its place is put into words only when a finding asks for it. */
class BuildRow implements CheckedRow {
  readonly #record: RowRecord;
  readonly mapping: Mapping;
  readonly domain: string;
  readonly names?: TechniqueNames;

  constructor(record: RowRecord, mapping: Mapping, set: Pick<CheckedRow, 'domain' | 'names'>) {
    this.#record = record;
    this.mapping = mapping;
    this.domain = set.domain;
    if (set.names) this.names = set.names;
  }

  get fields(): SourceRow {
    return this.#record.fields;
  }

  get place(): Place {
    return this.#record.place;
  }
}

/**
 * Runs the rules of a build on the rows of a set of that domain, one by one, and reports what they
 * say. It is made once a set, since a build has many rows and few findings.
 */
export function rowChecker(domain: string, report: Report, attack?: AttackView) {
  const set = { domain, ...(attack ? { names: new TechniqueNames(attack) } : {}) };
  let source = '';
  const checks = BUILD_ROW_RULES.flatMap(({ name, severity, row }) => {
    const say = ({ place, message, found, expected, suggestion }: RuleFinding) =>
      report({
        severity,
        rule: name,
        source,
        place,
        message,
        ...(found === undefined ? {} : { found }),
        ...(expected === undefined ? {} : { expected }),
        ...(suggestion === undefined ? {} : { suggestion }),
      });
    return row ? [{ row, say }] : [];
  });
  return (of: string, record: RowRecord, mapping: Mapping): void => {
    if (isPlainRow(record.fields, mapping)) return;
    source = of;
    const checked = new BuildRow(record, mapping, set);
    for (const { row, say } of checks) row(checked, say);
  };
}
