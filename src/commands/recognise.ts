import { AttackMappingsError } from '../errors.ts';
import { parseJson } from '../formats/read-json.ts';
import { utf8Text } from '../formats/utf8-text.ts';
import type { ParserName } from '../generated/pipeline.ts';
import { isLayerLike } from '../layers/layer-format.ts';
import { isRecord } from '../model/json-value.ts';

/** JSON documents by a member, which can stand anywhere. */
const MEMBERS: readonly (readonly [RegExp, ParserName])[] = [
  [/"attack_to_veris"\s*:/, 'veris-json'],
  [/"mapping_objects"\s*:/, 'unified-json'],
  // Manifests count mappings.
  [/"mappings"\s*:\s*[^\s\d]/, 'mapping-set'],
];
/** Texts by how they begin; the first that fits counts. */
const BEGINNINGS: readonly (readonly [RegExp, ParserName])[] = [
  [/^\s*</, 'site-page'],
  [/^CVE ID,/i, 'attack-to-cve'],
  [/^\s*T\d{4}(\.\d{3})?\s/, 'page-text'],
  [/^techniques\s*:/m, 'security-stack'],
  [/^Capability ID\s/m, 'page-text'],
];
/** Members that a Navigator layer has one of; whether it is one, its parsed value tells. */
const MAYBE_LAYER = /"(?:techniques|domain)"\s*:/;
const JSON_START = /^\s*[[{]/;
const BEGINNING = 16_384;

/** The parser of a file with mappings, told by what it holds. Throws `parse` for what is none. */
export function recognise(body: Uint8Array, file: string): ParserName {
  if (body[0] === 0x50 && body[1] === 0x4b) return 'nist-workbook';
  const text = utf8Text(body);
  const found = JSON_START.test(text)
    ? MEMBERS.find(([pattern]) => pattern.test(text))
    : BEGINNINGS.find(([pattern]) => pattern.test(text.slice(0, BEGINNING)));
  if (found) return found[1];
  throw new AttackMappingsError(
    'parse',
    file,
    'expected a mapping file: unified JSON, a canonical set, a web page of mappings or its text, a control of a security stack (YAML), a NIST workbook (XLSX), VERIS mappings (JSON) or ATT&CK to CVE (CSV). attack-mappings parse reads the other formats',
  );
}

/**
 * What a file holds that can be migrated; undefined for what is neither. A file that breaks off and
 * has members of a layer is taken as one: its reader says what is wrong.
 */
export function migratedKind(body: Uint8Array): 'layer' | 'mappings' | undefined {
  const text = utf8Text(body);
  if (MEMBERS.some(([pattern]) => pattern.test(text))) return 'mappings';
  if (!JSON_START.test(text) || !MAYBE_LAYER.test(text)) return undefined;
  const parsed = parseJson(body);
  return !('value' in parsed) || holdsLayer(parsed.value) ? 'layer' : undefined;
}

/** A layer, or a list that begins with one. */
function holdsLayer(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isRecord(first) && isLayerLike(first);
}
