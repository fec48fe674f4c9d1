import { resolve } from 'node:path';
import type { ValidationReport } from '../../generated/validation.ts';
import type { CheckedFile } from '../../report/checked-file.ts';
import { validationReport } from '../../report/validation-report.ts';
import { GENERATOR } from '../../version.ts';
import { inputFiles } from '../input-files.ts';
import { type AttackRequest, type OpenAttack, openAttack } from '../open-attack.ts';
import { DocumentAttack } from './attack.ts';
import { type KnownFindings, readBaseline } from './baseline.ts';
import { bundlePairs } from './bundle-pairs.ts';
import { loadConfig } from './config.ts';
import { readEarlierBundle } from './earlier-bundle.ts';
import { type FileResult, validateFile } from './file.ts';
import { relativePath } from './relative-path.ts';
import { ALL_RULES, ruleSelection } from './rules.ts';

export interface ValidationRequest extends Omit<AttackRequest, 'attack'> {
  readonly signal: AbortSignal;
  /** Files, or folders to look through for *.json. */
  readonly paths: readonly string[];
  /** Index of ATT&CK releases, MITRE's by default; false leaves the rules on techniques out. */
  readonly attack?: string | false;
  readonly config?: string;
  readonly rules?: readonly string[];
  /** An earlier bundle, or a folder of them, for the one path that is named. */
  readonly previous?: string;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly fix: 'no' | 'show' | 'write';
  /** Findings of one rule in one file that get their source lines. */
  readonly frames: number;
}

export interface Validation {
  readonly files: readonly CheckedFile[];
  readonly report: ValidationReport;
  readonly hasBaseline: boolean;
  /** What is to be said beside the findings. */
  readonly notes: readonly string[];
}

/** Taken when --write-baseline names no other. */
const DEFAULT_BASELINE = 'attack-mappings-baseline.json';

/**
 * Validates files one by one. Rejects with a `config` error before the first is looked at, so that
 * none is fixed in a run that is refused, or with an `export` error when one cannot be written. Found
 * later are only a wrong proxy in the environment, by the first request, and beside `previous` what
 * is no bundle: bundles are not fixed.
 */
export async function runValidation(request: ValidationRequest): Promise<Validation> {
  const names = ALL_RULES.map(({ name }) => name);
  const { settings, folder } = await loadConfig(request.config, names);
  const { rules: severities = {}, files: others = [] } = settings;
  const hasPrevious = request.previous !== undefined;
  const rulesOf = ruleSelection({ only: request.rules, severities, files: others, hasPrevious });
  const baseline = await openBaseline(
    request,
    settings.baseline && resolve(folder, settings.baseline),
  );
  const { files: inputs, notes } = await inputsOf(request);
  const opened = await openedAttack(request);
  const attack = opened && new DocumentAttack(opened.library);
  const results: FileResult[] = [];
  try {
    for (const { path, previous } of inputs) {
      request.signal.throwIfAborted();
      const rules = rulesOf(relativePath(folder, path));
      const earlier = previous === undefined ? {} : { earlier: await readEarlierBundle(previous) };
      results.push(await validateFile(path, { ...request, ...earlier, rules, attack, baseline }));
    }
  } finally {
    await opened?.close();
  }
  const files = await finished(results, request, baseline);
  return {
    files,
    report: validationReport(files, GENERATOR),
    hasBaseline: baseline !== undefined,
    notes: [...notes, ...notesOf(results, request)],
  };
}

/** Nothing is fetched before a document asks for it. */
async function openedAttack({
  attack,
  ...fetching
}: ValidationRequest): Promise<OpenAttack | undefined> {
  if (attack === false) return undefined;
  return openAttack(attack === undefined ? fetching : { ...fetching, attack });
}

async function openBaseline(
  { baseline: named, writeBaseline = false }: ValidationRequest,
  configured: string | undefined,
): Promise<KnownFindings | undefined> {
  const file = named ?? configured ?? (writeBaseline ? DEFAULT_BASELINE : undefined);
  return file === undefined ? undefined : readBaseline(file, writeBaseline);
}

interface Inputs {
  readonly files: readonly { readonly path: string; readonly previous?: string }[];
  readonly notes: readonly string[];
}

async function inputsOf({ paths, previous }: ValidationRequest): Promise<Inputs> {
  if (previous === undefined) {
    return { files: (await filesOf(paths)).map((path) => ({ path })), notes: [] };
  }
  const { pairs, notes } = await bundlePairs(previous, paths);
  return { files: pairs, notes };
}

/** Each file once, in the order of the paths. */
async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files = new Map<string, string>();
  for (const path of paths) {
    for (const { file } of await inputFiles(path)) {
      if (!files.has(resolve(file))) files.set(resolve(file), file);
    }
  }
  return [...files.values()];
}

async function finished(
  results: readonly FileResult[],
  { writeBaseline }: ValidationRequest,
  baseline: KnownFindings | undefined,
): Promise<CheckedFile[]> {
  if (!writeBaseline || baseline === undefined) return results.map(({ checked }) => checked);
  for (const result of results) baseline.replace(result.baseline);
  await baseline.write();
  return results.map((result) => baseline.mark(result.checked, result.baseline));
}

function notesOf(results: readonly FileResult[], { attack }: ValidationRequest): string[] {
  const postponed = results.reduce((sum, result) => sum + result.postponed, 0);
  const reasons = results.flatMap(({ notFixed, checked }) =>
    notFixed === undefined ? [] : [`${checked.path}: not fixed: ${notFixed}`],
  );
  return [
    ...(attack === false ? ['--no-attack: the rules on techniques were left out'] : []),
    ...(postponed > 0
      ? [`${postponed} ${postponed === 1 ? 'fix is' : 'fixes are'} left: run --fix again`]
      : []),
    ...reasons,
  ];
}
