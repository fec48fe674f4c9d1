import { licenseText, type Prose, prose } from './prose.ts';
import { below, fromQuantiles, oneOf, type Random } from './random.ts';
import type { RowStyle, SetShape } from './set-shape.ts';

/** A technique as rows name it. */
export interface NamedTechnique {
  readonly id: string;
  readonly name: string;
}

/** A row of the publisher's format, as far as synthetic sets use it. */
type Row = Readonly<Record<string, unknown>>;

interface Capability {
  readonly id: string;
  readonly name: string;
  readonly group: string;
}

/** Shares of rows, as counted in the corpus. */
const NON_MAPPABLE = 0.015;
const STALE_NAME = 0.01;
const WITH_LICENSE = 0.3;
const REFERENCES = [0, 1, 1, 1, 2, 3, 4];
const SCORES = ['minimal', 'partial', 'partial', 'significant'];
const CATEGORIES = ['protect', 'detect', 'detect', 'respond'];

/** The mapping types of a style of rows. */
export const MAPPING_TYPES: Readonly<Record<RowStyle, readonly string[]>> = {
  scored: ['technique_scores'],
  controls: ['mitigates'],
  exploits: ['exploitation_technique', 'primary_impact', 'secondary_impact'],
  enumeration: ['related_to'],
};

/** The ids of a set's groups. */
export function groupIds({ groups }: SetShape): string[] {
  return Array.from({ length: groups }, (_, i) => `group-${i + 1}`);
}

/**
 * The rows of a set, one after the other. A few capabilities have many techniques and most have
 * few, as in the corpus: shares fall with the rank. No row is there twice.
 */
export function* rowsOf(
  shape: SetShape,
  techniques: readonly NamedTechnique[],
  random: Random,
): Generator<Row> {
  const write = prose(random);
  const groups = groupIds(shape);
  let left = shape.rows;
  for (let rank = 1; left > 0; rank += 1) {
    const id = `CAP-${rank}`;
    const group = groups[rank % groups.length] ?? '';
    const capability = { id, name: `Capability ${rank}: ${write(20)}`, group };
    if (random() < NON_MAPPABLE) {
      yield nonMappable(capability, write);
      left -= 1;
    }
    const count = Math.min(left, techniques.length, share(shape, rank, random));
    // A stretch of the list in id order, as sub-techniques are mapped with their parents.
    const start = below(techniques.length, random);
    for (let i = 0; i < count; i += 1) {
      const technique = techniques[(start + i) % techniques.length] as NamedTechnique;
      yield mappable(shape, capability, technique, write, random);
    }
    left -= count;
  }
}

/** Techniques of the capability of a rank: about the reciprocal of its rank, never less than one. */
function share({ rows, capabilities }: SetShape, rank: number, random: Random): number {
  const harmonic = Math.log(capabilities) + 0.58;
  const even = rows / capabilities;
  const falling = rows / harmonic / rank;
  return Math.max(1, Math.round(((even + falling) / 2) * (0.5 + random())));
}

function mappable(
  { style, comments }: SetShape,
  capability: Capability,
  { id, name }: NamedTechnique,
  write: Prose,
  random: Random,
): Row {
  const isScored = style === 'scored';
  const length = fromQuantiles(comments, random);
  const hasLicense = isScored && random() < WITH_LICENSE;
  return {
    capability_id: capability.id,
    capability_description: capability.name,
    mapping_type: oneOf(MAPPING_TYPES[style], random),
    attack_object_id: id,
    attack_object_name: random() < STALE_NAME ? `${name} Technique` : name,
    capability_group: capability.group,
    ...(isScored && {
      score_category: oneOf(CATEGORIES, random),
      score_value: oneOf(SCORES, random),
    }),
    ...(length > 0 && { comments: write(length) + (hasLicense ? licenseText(random) : '') }),
    references: length === 0 || style === 'controls' ? [] : references(random),
    status: 'complete',
  };
}

function nonMappable(capability: Capability, write: Prose): Row {
  return {
    capability_id: capability.id,
    capability_description: capability.name,
    mapping_type: 'non_mappable',
    attack_object_id: null,
    attack_object_name: null,
    capability_group: capability.group,
    comments: write(60),
    references: [],
    status: 'non_mappable',
  };
}

/** A thousand pages to refer to: several rows refer to the same, as they do in the corpus. */
function references(random: Random): string[] {
  const pages = Array.from({ length: oneOf(REFERENCES, random) }, () => below(1000, random));
  return [...new Set(pages)].map((page) => `https://docs.example.org/security/page-${page}`);
}
