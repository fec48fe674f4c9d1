import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import { findingsText, validator } from '../../formats/json-schema.ts';
import { indentedJson } from '../../formats/json-text.ts';
import { readJson } from '../../formats/read-json.ts';
import type { Baseline, KnownFinding } from '../../generated/baseline.ts';
import { validate as isBaseline } from '../../generated/baseline.validate.ts';
import type { Finding } from '../../generated/validation.ts';
import { compareText } from '../../model/compare.ts';
import type { CheckedFile } from '../../report/checked-file.ts';
import { attackNotReadRule } from './document-rules.ts';
import { relativePath } from './relative-path.ts';
import type { FileRules } from './rules.ts';
import { writeFileWhole } from './write-file-whole.ts';

const validate = validator(isBaseline);

/** What of a file is compared with the baseline. */
export interface BaselineFile {
  /** The file's path on this machine. */
  readonly path: string;
  readonly findings: readonly Finding[];
  /** The rules that were run. */
  readonly rules: FileRules;
  /** False when the rules on techniques were not run, so that what they found before is not gone. */
  readonly isComplete: boolean;
}

/** Findings that are known, by file. */
export class KnownFindings {
  readonly #file: string;
  readonly #folder: string;
  readonly #byFile: Map<string, KnownFinding[]>;

  constructor(file: string, files: Baseline['files']) {
    this.#file = file;
    this.#folder = dirname(resolve(file));
    this.#byFile = new Map(Object.entries(files));
  }

  /** The findings of a file told known from new, and what is known and was not found again. */
  mark(checked: CheckedFile, file: BaselineFile): CheckedFile {
    const known = this.#byFile.get(this.#nameOf(file.path)) ?? [];
    const fingerprints = new Set(known.map(({ fingerprint }) => fingerprint));
    const found = new Set(file.findings.map(({ fingerprint }) => fingerprint));
    return {
      ...checked,
      findings: checked.findings.map((entry) => ({
        ...entry,
        known: canBeKnown(entry.finding) && fingerprints.has(entry.finding.fingerprint),
      })),
      gone: known.filter((entry) => !found.has(entry.fingerprint) && wasLookedFor(entry, file)),
    };
  }

  /** Takes what was found of a file in place of what was known; what was not looked for stays. */
  replace(file: BaselineFile): void {
    const name = this.#nameOf(file.path);
    const found = file.findings.filter(canBeKnown).map(({ fingerprint, rule, message }) => ({
      fingerprint,
      rule,
      message,
    }));
    const fingerprints = new Set(found.map(({ fingerprint }) => fingerprint));
    const kept = (this.#byFile.get(name) ?? []).filter(
      (entry) => !fingerprints.has(entry.fingerprint) && !wasLookedFor(entry, file),
    );
    const all = [...found, ...kept].sort(
      (a, b) => compareText(a.rule, b.rule) || compareText(a.fingerprint, b.fingerprint),
    );
    if (all.length > 0) this.#byFile.set(name, all);
    else this.#byFile.delete(name);
  }

  async write(): Promise<void> {
    const files = [...this.#byFile].sort(([a], [b]) => compareText(a, b));
    const document: Baseline = { schema_version: '1.0.0', files: Object.fromEntries(files) };
    await writeFileWhole(this.#file, [...indentedJson({ ...document })].join(''));
  }

  #nameOf(path: string): string {
    return relativePath(this.#folder, path);
  }
}

/** That ATT&CK could not be read is of the run, not of the file. */
function canBeKnown({ rule }: Pick<Finding, 'rule'>): boolean {
  return rule !== attackNotReadRule.name;
}

function wasLookedFor({ rule }: KnownFinding, { rules, isComplete }: BaselineFile): boolean {
  return isComplete && rules.has(rule);
}

/**
 * The baseline in a file; an empty one when there is none and `mayBeMissing`. Rejects with a
 * `config` error.
 */
export async function readBaseline(file: string, mayBeMissing: boolean): Promise<KnownFindings> {
  const body = await readFile(file).catch((cause) => {
    if (mayBeMissing && cause.code === 'ENOENT') return undefined;
    const message = `cannot read the baseline ${file}: ${messageOf(cause)}. --write-baseline makes one`;
    throw new AttackMappingsError('config', file, message, { cause });
  });
  if (body === undefined) return new KnownFindings(file, {});
  const document = parse(body, file);
  const misfits = validate(document);
  if (misfits.length > 0) {
    const message = `${file} is no baseline; --write-baseline makes one:\n${findingsText(misfits)}`;
    throw new AttackMappingsError('config', file, message);
  }
  return new KnownFindings(file, (document as Baseline).files);
}

function parse(body: Uint8Array, file: string): unknown {
  try {
    return readJson(body, file);
  } catch (cause) {
    throw new AttackMappingsError('config', file, `${file}: ${messageOf(cause)}`, { cause });
  }
}
