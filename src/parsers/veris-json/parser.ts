import type { ParserInput } from '../../contracts.ts';
import type { DocumentNode } from '../../formats/document-node.ts';
import { readJsonNode } from '../../formats/json-node.ts';
import { unknownMembers } from '../../formats/unknown-members.ts';
import type { SetKey } from '../../generated/mapping-set.ts';
import type { ParsedRecord } from '../../records.ts';
import { compareIndex, type NamesByValue } from './compare-index.ts';

/**
 * VERIS mappings: `attack_to_veris` names the values of each technique. `veris_to_attack` is the same
 * the other way round; where it says otherwise, a diagnostic says so. The values' descriptions are in
 * the enumerations.
 */
export function* verisJson(input: ParserInput): Generator<ParsedRecord> {
  const document = readJsonNode(input.body, input.url);
  const metadata = document.member('metadata');
  const techniques = document.member('attack_to_veris').members();
  const set = { ...input.set, ...setOf(metadata) };
  yield {
    kind: 'header',
    set,
    metadata: {
      mapping_framework: set.framework,
      mapping_framework_version: set.framework_version,
      mapping_version: metadata.optional('mappings_version')?.text(),
      attack_version: set.attack_version,
    },
    place: metadata.place,
  };
  yield* unknownMembers(document, ['metadata', 'attack_to_veris', 'veris_to_attack'], input.url);
  yield* unknownMembers(metadata, METADATA, input.url);
  const names: NamesByValue = new Map();
  for (const [id, technique] of techniques) {
    yield* unknownMembers(technique, ['name', 'veris'], input.url);
    const name = technique.optional('name')?.text();
    for (const value of technique.member('veris').list()) {
      const fields = {
        capability_id: value.text(),
        mapping_type: 'related_to',
        attack_object_id: id,
        attack_object_name: name,
        status: 'complete',
      };
      names.set(value.text(), (names.get(value.text()) ?? new Map()).set(id, name));
      yield { kind: 'row', set, fields, place: value.place };
    }
  }
  const index = document.optional('veris_to_attack');
  if (index) yield* compareIndex(index, names, input.url);
}

const METADATA = [
  ...['framework_id', 'attack_domain', 'attack_version', 'mappings_version', 'veris_version'],
];

function setOf(metadata: DocumentNode): Partial<SetKey> {
  const version = metadata.optional('veris_version')?.text();
  const attack = metadata.optional('attack_version')?.text();
  // enterprise-attack is the domain enterprise.
  const domain = metadata
    .optional('attack_domain')
    ?.text()
    .replace(/-attack$/, '');
  return {
    framework: metadata.member('framework_id').text().toLowerCase(),
    ...(version === undefined ? {} : { framework_version: version }),
    ...(attack === undefined ? {} : { attack_version: attack }),
    ...(domain === undefined ? {} : { domain }),
  };
}
