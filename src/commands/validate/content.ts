import { techniqueResolver } from '../../attack/attack-view.ts';
import { AttackMappingsError } from '../../errors.ts';
import type { MappingSet, SetKey } from '../../generated/mapping-set.ts';
import type { UnifiedMappings } from '../../generated/unified-mappings.ts';
import { framework as frameworkOf } from '../../model/frameworks.ts';
import { jsonPointer } from '../../model/json-pointer.ts';
import { completeKey, normaliseKey } from '../../model/set-key.ts';
import { recordedTechniqueIds } from '../../model/technique-ids.ts';
import { mappingSetRecords } from '../../parsers/mapping-set.ts';
import { unifiedRecords } from '../../parsers/unified-json.ts';
import type { ParsedRecord, SourceRow } from '../../records.ts';
import { checkBundle, checkLayer, checkSet } from '../../rules/check.ts';
import { checkedSet } from '../../rules/checked-set.ts';
import type { LocatedFinding, Rule } from '../../rules/rule.ts';
import type { DocumentAttack } from './attack.ts';
import { attackNotReadRule } from './document-rules.ts';
import { type EarlierBundle, successionFindings } from './earlier-bundle.ts';
import type { FileRules } from './rules.ts';

export interface ContentContext {
  /** The document's path, parts apart by `/`: rules compare names of sets with it. */
  readonly file: string;
  readonly rules: FileRules;
  /** Undefined when the rules on techniques are not wanted. */
  readonly attack: DocumentAttack | undefined;
  readonly signal: AbortSignal;
  /** What a bundle is compared with. */
  readonly earlier?: EarlierBundle;
  /** The document as it is written. */
  readonly text: string;
  /** JSON pointers of what does not fit the schema: sets that have some are not looked at. */
  readonly misfits: readonly string[];
}

/** What the rules on mappings, layers and bundles say of a document. */
export async function contentFindings(
  value: unknown,
  kind: string | undefined,
  context: ContentContext,
): Promise<LocatedFinding[]> {
  const rules = [...context.rules.values()];
  if (kind === 'mapping set') return canonicalFindings(value, rules, context);
  // Of the other kinds, a document is one.
  if (Array.isArray(value)) return [];
  if (kind === 'unified mappings') return unifiedFindings(value, rules, context);
  if (kind === 'Navigator layer') return layerFindings(value as SourceRow, rules, context);
  if (kind === 'STIX bundle') return bundleFindings(value as SourceRow, rules, context);
  return [];
}

/** One set or a list of them; a set that does not fit its schema is left out. */
function canonicalFindings(
  value: unknown,
  rules: readonly Rule[],
  { file, misfits }: ContentContext,
): LocatedFinding[] {
  const broken = new Set(misfits.map((pointer) => pointer.split('/')[1]));
  const sets = Array.isArray(value)
    ? value.map((set, i) => ({ set, at: jsonPointer(String(i)), fits: !broken.has(String(i)) }))
    : [{ set: value, at: '', fits: misfits.length === 0 }];
  return sets
    .filter(({ set, fits }) => fits && 'mappings' in (set as object))
    .flatMap(({ set, at }) => {
      const canonical = set as MappingSet;
      const { key } = canonical;
      const framework = frameworkOf(key.framework, key.framework_version, undefined);
      const records = [...mappingSetRecords(canonical, at)];
      return checkSet(checkedSet({ key, framework, file, records }), rules);
    });
}

/** The set that unified JSON is; nothing when it does not fit its schema. */
async function unifiedFindings(
  value: unknown,
  rules: readonly Rule[],
  context: ContentContext,
): Promise<LocatedFinding[]> {
  const { file, attack, misfits } = context;
  if (misfits.length > 0) return [];
  const records = [...unifiedRecords(value as UnifiedMappings, file)];
  const key = keyOf(records);
  const framework = frameworkOf(key.framework, key.framework_version, undefined);
  const needed = rules.some(({ needsAttack, row, set }) => needsAttack && (row ?? set));
  const read = await readAttack(context, needed, () =>
    attack?.forSet(key, recordedTechniqueIds(records)),
  );
  const set = checkedSet({
    ...{ key, framework, file, records },
    ...(read.attack ? { attack: read.attack, resolve: techniqueResolver(read.attack) } : {}),
  });
  return [...read.findings, ...checkSet(set, rules)];
}

async function layerFindings(
  layer: SourceRow,
  rules: readonly Rule[],
  context: ContentContext,
): Promise<LocatedFinding[]> {
  const { file, attack } = context;
  const needed = rules.some(({ needsAttack, layer: check }) => needsAttack && check);
  const read = await readAttack(context, needed, () => attack?.forLayer(layer));
  const checked = { file, layer, ...(read.attack ? { attack: read.attack } : {}) };
  return [...read.findings, ...checkLayer(checked, rules)];
}

async function bundleFindings(
  bundle: SourceRow,
  rules: readonly Rule[],
  context: ContentContext,
): Promise<LocatedFinding[]> {
  const { file, attack, earlier, text } = context;
  const objects: readonly unknown[] = Array.isArray(bundle.objects) ? bundle.objects : [];
  const needed = rules.some(({ needsAttack, bundle: check }) => needsAttack && check);
  const read = await readAttack(context, needed, () => attack?.forBundle(objects));
  const checked = { file, bundle, objects, ...(read.attack ? { attack: read.attack } : {}) };
  return [
    ...read.findings,
    ...checkBundle(checked, rules),
    ...(earlier ? successionFindings(earlier, { file, bundle, text }, rules) : []),
  ];
}

/** ATT&CK for a document, or the finding that it could not be read. */
async function readAttack<T>(
  { file, rules, signal }: ContentContext,
  isNeeded: boolean,
  read: () => Promise<T> | undefined,
): Promise<{ attack?: T | undefined; findings: LocatedFinding[] }> {
  if (!isNeeded) return { findings: [] };
  try {
    return { attack: await read(), findings: [] };
  } catch (error) {
    signal.throwIfAborted();
    // A wrong option is the user's to correct, and not of this file.
    if (!(error instanceof AttackMappingsError) || error.code === 'config') throw error;
    const rule = rules.get(attackNotReadRule.name);
    const finding: LocatedFinding = {
      severity: rule?.severity ?? 'error',
      rule: attackNotReadRule.name,
      source: file,
      place: { pointer: '' },
      message: `the rules on techniques were not run: ${error.message}`,
      suggestion:
        'name an index of ATT&CK releases with --attack FILE, or leave these rules out with --no-attack',
    };
    return { findings: rule ? [finding] : [] };
  }
}

/** The schema has every member of the key, none of them empty. */
function keyOf(records: readonly ParsedRecord[]): SetKey {
  const header = records.find((record) => record.kind === 'header');
  const stated = {
    framework: '',
    framework_version: '',
    attack_version: '',
    domain: '',
    ...header?.set,
  };
  return normaliseKey(completeKey(stated) ?? stated);
}
