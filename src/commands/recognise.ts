import { AttackMappingsError } from '../errors.ts';
import { utf8Text } from '../formats/utf8-text.ts';
import type { ParserName } from '../generated/pipeline.ts';

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
/** Members of every Navigator layer. */
const LAYER = [/"techniques"\s*:\s*\[/, /"domain"\s*:\s*"/];
const BEGINNING = 16_384;

/** The parser of a file with mappings, told by what it holds. Throws `parse` for what is none. */
export function recognise(body: Uint8Array, file: string): ParserName {
  if (body[0] === 0x50 && body[1] === 0x4b) return 'nist-workbook';
  const text = utf8Text(body);
  const isJson = /^\s*[[{]/.test(text);
  const found = isJson
    ? MEMBERS.find(([pattern]) => pattern.test(text))
    : BEGINNINGS.find(([pattern]) => pattern.test(text.slice(0, BEGINNING)));
  if (found) return found[1];
  throw new AttackMappingsError(
    'parse',
    file,
    'expected a mapping file: unified JSON, a canonical set, a web page of mappings or its text, a control of a security stack (YAML), a NIST workbook (XLSX), VERIS mappings (JSON) or ATT&CK to CVE (CSV). attack-mappings parse reads the other formats',
  );
}

/** What a file holds that can be migrated, told by its members; undefined for what is neither. */
export function migratedKind(body: Uint8Array): 'layer' | 'mappings' | undefined {
  const text = utf8Text(body);
  if (MEMBERS.some(([pattern]) => pattern.test(text))) return 'mappings';
  return LAYER.every((pattern) => pattern.test(text)) ? 'layer' : undefined;
}
