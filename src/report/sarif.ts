import type { Location, Log, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import type { Finding, FoundAt } from '../generated/validation.ts';
import type { CheckedFile, FileFinding } from './checked-file.ts';

type Severity = Finding['severity'];

/** What a log says of a rule. */
interface DescribedRule {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly fix?: string;
}

export interface SarifTool {
  readonly name: string;
  readonly version: string;
  /** Every rule that could have been run. */
  readonly rules: readonly DescribedRule[];
  /** True when findings are told known from new. */
  readonly hasBaseline: boolean;
}

/** Where code that shows findings looks for relative paths. */
const ROOT = '%SRCROOT%';
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0-rtm.5.json';

/**
 * Findings as a SARIF 2.1.0 log, without clock, machine or absolute path. With a baseline the known
 * ones are in it too, marked as unchanged and suppressed.
 */
export function sarifLog(files: readonly CheckedFile[], tool: SarifTool): Log {
  const { name, version, rules } = tool;
  const indexes = new Map(rules.map((rule, index) => [rule.name, index]));
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name, version, semanticVersion: version, rules: rules.map(descriptor) },
        },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap((file) =>
          file.findings.map((entry) => result(file, entry, indexes, tool)),
        ),
      },
    ],
  };
}

function descriptor({
  name,
  title,
  description,
  severity,
  fix,
}: DescribedRule): ReportingDescriptor {
  return {
    id: name,
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: { text: fix === undefined ? description : `${description}\n\n--fix ${fix}.` },
    defaultConfiguration: { level: level(severity) },
  };
}

function result(
  file: CheckedFile,
  { finding, known }: FileFinding,
  indexes: ReadonlyMap<string, number>,
  { hasBaseline }: SarifTool,
): Result {
  const { rule, severity, place, related = [], fingerprint } = finding;
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule) ?? -1,
    level: level(severity),
    message: { text: messageText(finding) },
    locations: [location(file, place)],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((at, id) => ({
            id,
            ...location(file, at),
            message: { text: 'see also' },
          })),
        }
      : {}),
    partialFingerprints: { 'attackMappingsFinding/v1': fingerprint },
    ...(hasBaseline ? { baselineState: known ? 'unchanged' : 'new' } : {}),
    ...(known ? { suppressions: [{ kind: 'external', justification: 'in the baseline' }] } : {}),
  };
}

function level(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'info' ? 'note' : severity;
}

function location(file: CheckedFile, { pointer, ...place }: FoundAt): Location {
  return {
    physicalLocation: physicalLocation(file, place),
    logicalLocations: [{ fullyQualifiedName: pointer }],
  };
}

function physicalLocation(
  { relativePath }: CheckedFile,
  { line, column, end }: Omit<FoundAt, 'pointer'>,
): PhysicalLocation {
  const uri = relativePath.split('/').map(encodeURIComponent).join('/');
  return {
    artifactLocation: { uri, ...(uri.startsWith('../') ? {} : { uriBaseId: ROOT }) },
    region: {
      startLine: line,
      startColumn: column,
      ...(end === undefined ? {} : { endLine: end.line, endColumn: end.column }),
    },
  };
}

function messageText({ message, found, expected, suggestion }: Finding): string {
  const details = [
    ...(found === undefined ? [] : [`Found: ${found}`]),
    ...(expected === undefined ? [] : [`Expected: ${expected}`]),
    ...(suggestion === undefined ? [] : [`Suggestion: ${suggestion}`]),
  ];
  return [message, ...details].join('\n');
}
