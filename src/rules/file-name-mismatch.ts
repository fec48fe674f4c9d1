import type { SetKey } from '../generated/mapping-set.ts';
import { textOf } from '../model/normalise-row.ts';
import { pathSafe } from '../model/path-safe.ts';
import { normaliseKey } from '../model/set-key.ts';
import { shorten } from '../model/text.ts';
import { memberOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { CheckedSet, Rule } from './rule.ts';
import { contradictions, statedByPath } from './stated-by-path.ts';

const FIELDS = {
  framework: 'mapping_framework',
  framework_version: 'mapping_framework_version',
  attack_version: 'attack_version',
  domain: 'technology_domain',
} as const satisfies Record<keyof SetKey, string>;

export const fileNameMismatch: Rule = {
  name: 'file-name-mismatch',
  title: 'File name and metadata disagree',
  description:
    'The name of the file, or its folders, say another framework, version, ATT&CK version or domain than the metadata. Tools that go by either take it for another set. Names of another shape are not looked at. Rename the file, or correct the metadata.',
  severity: 'warning',
  example: {
    bad: '{ "file": "aws-09.21.2021_attack-9.0-enterprise.json", "metadata": { "attack_version": "10.0" } }',
    good: '{ "file": "aws-09.21.2021_attack-9.0-enterprise.json", "metadata": { "attack_version": "9.0" } }',
  },
  set: (set, say) => {
    const { metadata, metadataPointer, file } = set;
    const key = keyOf(set);
    const stated = statedByPath(file, key.framework);
    const isSame = (member: keyof SetKey, text: string) =>
      normaliseKey({ ...key, [member]: text })[member] === key[member] ||
      text === pathSafe(key[member]);
    for (const [member, text] of contradictions(stated, isSame)) {
      say({
        place: memberOf(metadata, { pointer: metadataPointer }, FIELDS[member]),
        message: `the path of the file says ${FIELDS[member]} ${quoted(text)}, the metadata ${quoted(key[member])}`,
        found: shorten(key[member]),
        expected: shorten(text),
        suggestion: 'rename the file, or correct the metadata',
      });
    }
  },
};

/** The key as the metadata states it; what they leave out is the document's own. */
function keyOf({ metadata, key }: CheckedSet): SetKey {
  const said = (member: keyof SetKey) => textOf(metadata[FIELDS[member]]) ?? key[member];
  return normaliseKey({
    framework: said('framework'),
    framework_version: said('framework_version'),
    attack_version: said('attack_version'),
    domain: said('domain'),
  });
}
