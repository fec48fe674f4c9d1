import SARIF from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../../src/commands/validate/rules.ts';
import { sarifLog } from '../../src/report/sarif.ts';
import { makeFile, makeFinding } from '../support/checked-file.ts';

const TOOL = { name: 'attack-mappings', version: '0.1.0', rules: ALL_RULES, hasBaseline: false };

/** Mistakes of a log by the schema of SARIF 2.1.0, which is of an older draft of JSON Schema. */
function mistakes(log: unknown): unknown {
  const { $schema: _, id: __, ...schema } = SARIF;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  ajv.validate(schema, JSON.parse(JSON.stringify(log)));
  return ajv.errors ?? [];
}

describe('a SARIF log', () => {
  const related = [{ pointer: '/x', line: 9, column: 1 }];
  const whole = makeFinding({ found: 'T1', expected: 'T2', suggestion: 'use T2', related });
  const info = makeFinding({ rule: 'schema', severity: 'info' });

  it('is valid against the schema, with and without findings', () => {
    expect(mistakes(sarifLog([], TOOL))).toEqual([]);
    const files = [makeFile([whole, info], { known: [whole] }), makeFile([])];
    expect(mistakes(sarifLog(files, { ...TOOL, hasBaseline: true }))).toEqual([]);
    expect(mistakes({ version: '2.1.0', runs: [{}] })).not.toEqual([]);
  });

  it('names the rule, the place and the words of each finding', () => {
    const [run] = sarifLog([makeFile([whole])], TOOL).runs;
    const [result] = run?.results ?? [];
    expect(run?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe('technique-revoked');
    expect(result).toMatchObject({
      ruleId: 'technique-revoked',
      level: 'warning',
      message: { text: 'T1 is revoked\nFound: T1\nExpected: T2\nSuggestion: use T2' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'maps/a%20b.json', uriBaseId: '%SRCROOT%' },
            region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
          },
          logicalLocations: [{ fullyQualifiedName: '/mapping_objects/0/attack_object_id' }],
        },
      ],
      relatedLocations: [{ physicalLocation: { region: { startLine: 9 } } }],
      partialFingerprints: { 'attackMappingsFinding/v1': '0123456789abcdef' },
    });
    expect(result?.baselineState).toBeUndefined();
  });

  it('describes every rule, with its severity as a level', () => {
    const { rules = [] } = sarifLog([], TOOL).runs[0]?.tool.driver ?? {};
    expect(rules.map(({ id }) => id)).toEqual(ALL_RULES.map(({ name }) => name));
    const levels = { error: 'error', warning: 'warning', info: 'note' };
    expect(rules.map((rule) => rule.defaultConfiguration?.level)).toEqual(
      ALL_RULES.map(({ severity }) => levels[severity]),
    );
  });

  it('tells known findings from new ones when there is a baseline', () => {
    const files = [makeFile([whole], { known: [info] })];
    const results = sarifLog(files, { ...TOOL, hasBaseline: true }).runs[0]?.results ?? [];
    expect(results.map(({ baselineState }) => baselineState)).toEqual(['new', 'unchanged']);
    expect(results.map(({ suppressions }) => suppressions?.length)).toEqual([undefined, 1]);
  });

  it('has no path that leads out of the root in the root', () => {
    const file = makeFile([whole], { relativePath: '../other/a.json' });
    const [result] = sarifLog([file], TOOL).runs[0]?.results ?? [];
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({
      uri: '../other/a.json',
    });
  });
});
