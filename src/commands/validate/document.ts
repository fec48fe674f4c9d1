import { jsonDuplicates } from '../../formats/json-duplicates.ts';
import type { SchemaFinding } from '../../formats/json-schema.ts';
import type { ParsedJson } from '../../formats/read-json.ts';
import { knownFormat, statedFormat } from '../../layers/layer-format.ts';
import { jsonPointer } from '../../model/json-pointer.ts';
import { LAYER_VERSION } from '../../model/navigator-format.ts';
import { shorten } from '../../model/text.ts';
import type { SourceRow } from '../../records.ts';
import { layerLink } from '../../rules/layer-link.ts';
import { layerMetadata } from '../../rules/layer-metadata.ts';
import type { LocatedFinding } from '../../rules/rule.ts';
import { type ContentContext, contentFindings } from './content.ts';
import { duplicateKeyRule, jsonRule, schemaRule } from './document-rules.ts';
import { validateValue } from './value.ts';

/** A finding whose place may be an offset in the text. */
export type DocumentFinding = Omit<LocatedFinding, 'source'> & { readonly offset?: number };

export type DocumentContext = Omit<ContentContext, 'misfits' | 'text'>;

export interface CheckedDocument {
  readonly kind: string | undefined;
  readonly findings: readonly DocumentFinding[];
}

/** More duplicates than this say nothing new. */
const MOST_DUPLICATES = 1000;

/** Everything that is found in one document: in its text, against its schema, by the rules. */
export async function checkDocument(
  parsed: ParsedJson,
  context: DocumentContext,
): Promise<CheckedDocument> {
  if (!('value' in parsed)) {
    const { message, offset } = parsed;
    // Nothing was looked at: that is said whatever the configuration turns off.
    const { severity } = context.rules.get(jsonRule.name) ?? jsonRule;
    const finding = { severity, rule: jsonRule.name, place: { pointer: '' }, message, offset };
    return { kind: undefined, findings: [finding] };
  }
  const { text, value } = parsed;
  const { kind, findings } = validateValue(value);
  const list = Array.isArray(value) && kind !== undefined && kind !== 'mapping set';
  const misfits = [
    ...(list ? [listMisfit(kind, value.length)] : []),
    ...(isOlderLayer(kind, value) ? [] : findings.map(misfitOf)),
  ];
  const pointers = misfits.map(({ pointer }) => pointer);
  const content = await contentFindings(value, kind, { ...context, text, misfits: pointers });
  // What a rule says of a place says more than the schema does.
  const said = new Set(content.flatMap(placesOf));
  return {
    kind,
    findings: [
      ...found(context, duplicateKeyRule.name, duplicates(text, value)),
      ...found(
        context,
        schemaRule.name,
        misfits.filter(({ pointer }) => !said.has(pointer)),
      ),
      ...content,
    ],
  };
}

/**
 * The places that a rule has spoken of. The schema says of a whole item that it is no divider, where
 * the rule says what is wrong with its name or value.
 */
function placesOf({ rule, place: { pointer = '' } }: LocatedFinding): string[] {
  const isOfItem = rule === layerMetadata.name || rule === layerLink.name;
  return isOfItem ? [pointer, pointer.replace(/\/[^/]*$/, '')] : [pointer];
}

/** The schema of layers is that of one format; the rules on layers read the others too. */
function isOlderLayer(kind: string | undefined, value: unknown): boolean {
  if (kind !== 'Navigator layer') return false;
  const format = statedFormat(value as SourceRow);
  return format !== LAYER_VERSION && knownFormat(format) !== undefined;
}

/** Sets alone come in lists, as parse prints them. */
function listMisfit(kind: string, length: number): Misfit {
  return {
    pointer: '',
    message: `expected one document, found a list of ${length} that begins with a ${kind}: no rule was run on them`,
    suggestion: 'write each into a file of its own',
  };
}

interface Misfit {
  readonly pointer: string;
  readonly message: string;
  readonly suggestion?: string;
  readonly offset?: number;
}

function misfitOf({ pointer, member, message }: SchemaFinding): Misfit {
  return { pointer: member === undefined ? pointer : pointer + jsonPointer(member), message };
}

function found(
  { rules }: DocumentContext,
  name: string,
  misfits: readonly Misfit[],
): DocumentFinding[] {
  const rule = rules.get(name);
  if (rule === undefined) return [];
  return misfits.map(({ pointer, ...misfit }) => ({
    severity: rule.severity,
    rule: name,
    place: { pointer },
    ...misfit,
  }));
}

function duplicates(text: string, value: unknown): Misfit[] {
  return jsonDuplicates(text, value, MOST_DUPLICATES).map(({ name, pointer, offset }) => ({
    pointer,
    offset,
    message: `the member "${shorten(name)}" stands twice in one object; what the first one holds is lost`,
    suggestion: 'remove one of them, or give it another name',
  }));
}
