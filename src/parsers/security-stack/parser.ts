import type { ParserInput } from '../../contracts.ts';
import { carriedMembers } from '../../formats/other-members.ts';
import { readYaml } from '../../formats/read-yaml.ts';
import type { SetKey } from '../../generated/mapping-set.ts';
import type { ParsedRecord } from '../../records.ts';
import { attackVersion } from './attack-version.ts';
import { CONTROL, type Control, readControl, slugOf } from './control.ts';
import { controlRows } from './control-rows.ts';

/**
 * A control of the security stack mappings: one YAML document, with the scores of its techniques
 * and sub-techniques. Yields the header, the control with its description and what else it says of
 * itself, and a row for each score; a control without techniques is one row that is not mappable.
 */
export function* securityStack(input: ParserInput): Generator<ParsedRecord> {
  const document = readYaml(input.body, input.url);
  const control = readControl(document);
  const set = { ...input.set, ...setOf(control) };
  yield {
    kind: 'header',
    set,
    metadata: {
      mapping_framework: set.framework,
      mapping_version: control.version?.text(),
      attack_version: set.attack_version,
      contact: control.contact?.text(),
      organization: control.organization?.text(),
    },
    place: document.place,
  };
  yield* carriedMembers(document, CONTROL, input.url);
  yield {
    kind: 'capability',
    set,
    id: control.id,
    name: control.name.text(),
    ...(control.description ? { description: { text: control.description.text() } } : {}),
    ...(control.additional ? { additional: control.additional } : {}),
    place: control.name.place,
  };
  yield* controlRows(control, set, input.url);
}

/** What the document says of its set: the platform is the framework. */
function setOf({ platform, attack }: Control): Partial<SetKey> {
  return { framework: slugOf(platform.text()), attack_version: attackVersion(attack) };
}
