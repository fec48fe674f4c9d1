import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import { jsonDuplicates } from '../../formats/json-duplicates.ts';
import { type ParsedJson, parseJson } from '../../formats/read-json.ts';
import type { Fix } from '../../generated/validation.ts';
import type { CheckedFile } from '../../report/checked-file.ts';
import type { DocumentAttack } from './attack.ts';
import type { BaselineFile, KnownFindings } from './baseline.ts';
import { checkDocument } from './document.ts';
import { attackNotReadRule, jsonRule, schemaRule } from './document-rules.ts';
import { type EarlierBundle, refuseOtherKinds } from './earlier-bundle.ts';
import { fixText, isFixed, placedIn, withRemoval } from './fix.ts';
import { type PlacedFinding, placeFindings } from './place-findings.ts';
import { relativePath, slashed } from './relative-path.ts';
import type { FileRules } from './rules.ts';
import { writeFileWhole } from './write-file-whole.ts';

/** With such a finding no rule was run, or not every one. */
const ENDS_RULES: ReadonlySet<string> = new Set(
  [attackNotReadRule, jsonRule, schemaRule].map(({ name }) => name),
);

/** Fixes make room for fixes; that more than these do is not expected. */
const MOST_PASSES = 5;

export interface FileContext {
  readonly rules: FileRules;
  readonly attack: DocumentAttack | undefined;
  readonly signal: AbortSignal;
  readonly baseline: KnownFindings | undefined;
  /** What a bundle is compared with. */
  readonly earlier?: EarlierBundle;
  /** Findings of one rule that are shown with their lines. */
  readonly frames: number;
  /** Whether findings are fixed, and whether the file is then written. */
  readonly fix: 'no' | 'show' | 'write';
}

export interface FileResult {
  readonly checked: CheckedFile;
  readonly baseline: BaselineFile;
  /** Fixes that are left to another run. */
  readonly postponed: number;
  /** Why what could be fixed was left as it is. */
  readonly notFixed?: string;
}

/**
 * One file validated, and fixed where that is asked for. Rejects with an `export` error when it
 * cannot be written or a fix would break it, with a `config` error when it is to be compared with an
 * earlier bundle and is none, and with what `signal` says; a file that cannot be read is a finding.
 */
export async function validateFile(path: string, context: FileContext): Promise<FileResult> {
  const body = await readFile(path).catch((error) => error as Error);
  const parsed: ParsedJson =
    body instanceof Error ? { text: '', message: messageOf(body), offset: 0 } : parseJson(body);
  if (context.earlier && 'value' in parsed) refuseOtherKinds(path, parsed.value, context.earlier);
  const first = await check(path, parsed, context);
  const unchanged = first.result([], 0);
  if (context.fix === 'no' || body instanceof Error || !('value' in parsed)) return unchanged;
  if (!first.placed.some(({ edits }) => edits?.length)) return unchanged;
  const reason = whyNotFixed(unchanged.checked.kind, parsed);
  if (reason !== undefined) return { ...unchanged, notFixed: reason };
  const fixed = await fixAll(path, parsed.text, first, context);
  const { text, fixes, last, postponed } = fixed;
  if (context.fix === 'show') return first.result(fixes, postponed);
  if (fixes.length > 0) await writeFileWhole(path, hasMark(body) ? `\ufeff${text}` : text);
  return last.result(fixes, postponed);
}

interface Check {
  /** Findings that the baseline does not hold. */
  readonly placed: readonly PlacedFinding[];
  readonly result: (fixes: readonly Fix[], postponed: number) => FileResult;
}

async function check(path: string, parsed: ParsedJson, context: FileContext): Promise<Check> {
  const { rules, attack, signal, earlier } = context;
  const file = slashed(resolve(path));
  const { kind, findings } = await checkDocument(parsed, {
    ...{ file, rules, attack, signal },
    ...(earlier ? { earlier } : {}),
  });
  const placed = placeFindings(parsed.text, findings, {
    frames: context.frames,
    isFixed: isFixed(kind),
  });
  const baseline: BaselineFile = {
    path,
    findings: placed.map(({ finding }) => finding),
    rules,
    isComplete: attack !== undefined && !findings.some(({ rule }) => ENDS_RULES.has(rule)),
  };
  const checked: CheckedFile = {
    path: slashed(path),
    relativePath: relativePath('.', path),
    kind,
    findings: placed.map(({ finding, frame }) => ({ finding, frame, known: false })),
    gone: [],
  };
  const marked = context.baseline?.mark(checked, baseline) ?? checked;
  return {
    placed: placed.filter((_, i) => marked.findings[i]?.known === false),
    result: (fixes, postponed) => ({
      checked: fixes.length > 0 ? { ...marked, fixes } : marked,
      baseline,
      postponed,
    }),
  };
}

interface FixedFile {
  readonly text: string;
  readonly fixes: readonly Fix[];
  /** What remains. */
  readonly last: Check;
  readonly postponed: number;
}

/** Fixes a text until nothing is left to fix, and looks at it again after each pass. */
async function fixAll(
  path: string,
  before: string,
  first: Check,
  context: FileContext,
): Promise<FixedFile> {
  let text = before;
  let last = first;
  // What was done before the last removal, and what was done since.
  let settled: readonly Fix[] = [];
  let open: readonly Fix[] = [];
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const fixed = fixText(text, last.placed);
    if (fixed.fixes.length === 0) return { text, fixes: [...settled, ...open], last, postponed: 0 };
    const parsed = parseJson(Buffer.from(fixed.text));
    if (!('value' in parsed)) {
      const message = `fixing ${path} would break it, so that it stays as it is: ${parsed.message}`;
      throw new AttackMappingsError('export', path, message);
    }
    text = fixed.text;
    last = await check(path, parsed, context);
    // After a removal, pointers are those of a text that nobody has seen.
    const fixes = settled.length === 0 ? placedIn(before, fixed.fixes) : fixed.fixes;
    open = fixed.isRemoval ? withRemoval(open, fixes) : [...open, ...fixes];
    if (fixed.isRemoval) [settled, open] = [[...settled, ...open], []];
  }
  const postponed = last.placed.filter(({ edits }) => edits?.length).length;
  return { text, fixes: [...settled, ...open], last, postponed };
}

function whyNotFixed(
  kind: string | undefined,
  { text, value }: { readonly text: string; readonly value: unknown },
): string | undefined {
  if (!isFixed(kind)) {
    return `a ${kind} is made by a build: mend what it is made of, and build again`;
  }
  if (jsonDuplicates(text, value, 1).length > 0) {
    return 'a file with members that stand twice is not changed: mend these first';
  }
  return undefined;
}

/** True for bytes that begin with a byte order mark. */
function hasMark(body: Uint8Array): boolean {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
}
