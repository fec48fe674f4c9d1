import { seededRandom } from './random.ts';
import { groupIds, MAPPING_TYPES, type NamedTechnique, rowsOf } from './rows.ts';
import type { SetShape } from './set-shape.ts';

const CHUNK = 65_536;

/** Path of a set's document below the publisher's repository. */
export function pathOf({ framework, version, attackVersion, domain }: SetShape): string {
  const edition = `${framework}-${version}`;
  const release = `attack-${attackVersion}`;
  const file = `${edition}_${release}-${domain}.json`;
  return `mappings/${framework}/${release}/${edition}/${domain}/${file}`;
}

/** A set as a document of the publisher's unified format, one line a row, in chunks. */
export function* setText(
  shape: SetShape,
  techniques: readonly NamedTechnique[],
  seed: string,
): Generator<string> {
  const random = seededRandom(`${seed}/${pathOf(shape)}`);
  let pending = `{"metadata":${JSON.stringify(metadata(shape))},\n"mapping_objects":[`;
  let separator = '\n';
  for (const row of rowsOf(shape, techniques, random)) {
    pending += separator + JSON.stringify(row);
    separator = ',\n';
    if (pending.length < CHUNK) continue;
    yield pending;
    pending = '';
  }
  yield `${pending}\n]}\n`;
}

function metadata(shape: SetShape) {
  // A version that is a date is written with slashes in the document, and with dots in its path.
  const version = /^\d\d\.\d\d\.\d{4}$/.test(shape.version)
    ? shape.version.replaceAll('.', '/')
    : shape.version;
  const types = MAPPING_TYPES[shape.style].map((id) => [id, { name: id, description: '' }]);
  const groups = groupIds(shape).map((id) => [id, `Group ${id}`]);
  return {
    mapping_version: '1.0',
    technology_domain: shape.domain,
    attack_version: shape.attackVersion,
    mapping_framework: shape.framework,
    mapping_framework_version: version,
    author: 'Generated',
    contact: 'nobody@example.org',
    organization: 'Generated',
    creation_date: '01/15/2025',
    last_update: '06/30/2025',
    mapping_types: Object.fromEntries(types),
    capability_groups: Object.fromEntries(groups),
  };
}
