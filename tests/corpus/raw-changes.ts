import type { UnifiedMappings } from '../../src/generated/unified-mappings.ts';

/** Counts of what changed, made of the publisher's files and nothing of ours. */
export interface RawCounts {
  readonly capabilities: { added: number; removed: number; renamed: number; regrouped: number };
  readonly techniques: { renamed: number };
  readonly mappings: Readonly<Record<string, number>>;
  readonly capability_groups: { added: number; removed: number };
  readonly metadata: number;
  readonly respelled: number;
  /** Rows whose technique was revoked in favour of that of an added row of the same capability. */
  readonly moved: number;
}

type Row = Readonly<Record<string, string>>;

const FIELDS = [
  'capability_id',
  'capability_description',
  'capability_group',
  'mapping_type',
  'attack_object_id',
  'attack_object_name',
  'score_category',
  'score_value',
  'related_score',
  'comments',
  'references',
  'status',
  'mapping_framework_version',
  'attack_version',
];
const TYPES: Readonly<Record<string, string>> = {
  protects: 'mitigates',
  technique_score: 'technique_scores',
};

/** `successors`: technique by the one that it was revoked in favour of. */
export function rawCounts(
  old: UnifiedMappings,
  next: UnifiedMappings,
  successors: ReadonlyMap<string, string>,
): RawCounts {
  const [a, b] = [rowsOf(old), rowsOf(next)];
  const [left, right] = [by(a, capabilityOf), by(b, capabilityOf)];
  const shared = [...left.keys()].filter((id) => id !== '' && right.has(id));
  const differ = (field: string) =>
    shared.filter((id) => values(left.get(id), field) !== values(right.get(id), field)).length;
  const groups = (document: UnifiedMappings) =>
    Object.keys(document.metadata.capability_groups ?? {});
  return {
    capabilities: {
      added: without(right, left),
      removed: without(left, right),
      renamed: differ('capability_description'),
      regrouped: differ('capability_group'),
    },
    ...rowCounts(a, b, successors),
    capability_groups: {
      added: groups(next).filter((id) => !groups(old).includes(id)).length,
      removed: groups(old).filter((id) => !groups(next).includes(id)).length,
    },
    metadata: metadataCount(old, next),
    respelled: differ('capability_id'),
  };
}

/**
 * Rows of one capability and technique on both sides: as many stand against each other as the shorter
 * side has, and the rest came or went. Which stands against which is found by trying all ways and
 * taking the one in which fewest fields differ, those of identity first.
 */
function rowCounts(a: readonly Row[], b: readonly Row[], successors: ReadonlyMap<string, string>) {
  const [left, right] = [by(a, endsOf), by(b, endsOf)];
  const counts = { added: 0, removed: 0, changed: 0, rescored: 0, retyped: 0 };
  const texts = { comment: 0, references: 0, other: 0 };
  const gone: Row[] = [];
  const come: Row[] = [];
  const renamed = new Set<string>();
  for (const ends of new Set([...left.keys(), ...right.keys()])) {
    const { pairs, onlyOld, onlyNew } = pairUp(left.get(ends) ?? [], right.get(ends) ?? []);
    gone.push(...onlyOld);
    come.push(...onlyNew);
    for (const [old, next] of pairs) {
      const differs = (...fields: string[]) => fields.some((field) => old[field] !== next[field]);
      const kinds = {
        rescored: differs('score_category', 'score_value'),
        retyped: typeOf(old) !== typeOf(next),
      };
      const words = {
        comment: differs('comments'),
        references: differs('references'),
        other: differs('status', 'related_score', 'mapping_framework_version', 'attack_version'),
      };
      if (kinds.rescored) counts.rescored += 1;
      if (kinds.retyped) counts.retyped += 1;
      if (words.comment) texts.comment += 1;
      if (words.references) texts.references += 1;
      if (words.other) texts.other += 1;
      if ([...Object.values(kinds), ...Object.values(words)].some(Boolean)) counts.changed += 1;
      if (differs('attack_object_name')) renamed.add(old.attack_object_id ?? '');
    }
  }
  const likes = by(come, (row) => JSON.stringify([capabilityOf(row), row.attack_object_id]));
  const moved = gone.filter((row) => {
    const target = successors.get(row.attack_object_id ?? '');
    return target !== undefined && likes.has(JSON.stringify([capabilityOf(row), target]));
  }).length;
  counts.added = come.length - moved;
  counts.removed = gone.length - moved;
  const mappings: Record<string, number> = { ...counts, ...texts, moved };
  return { mappings, moved, techniques: { renamed: renamed.size } };
}

function pairUp(a: readonly Row[], b: readonly Row[]) {
  const pairs: [Row, Row][] = [];
  const onlyOld = [...a];
  const onlyNew = [...b];
  // Equal ones first, then those between which least differs.
  for (let most = 0; most <= 100; most += 1) {
    for (const old of [...onlyOld]) {
      const at = onlyNew.findIndex((next) => cost(old, next) <= most);
      const next = onlyNew[at];
      if (next === undefined) continue;
      pairs.push([old, next]);
      onlyNew.splice(at, 1);
      onlyOld.splice(onlyOld.indexOf(old), 1);
    }
  }
  return { pairs, onlyOld, onlyNew };
}

/** What makes a row another one weighs more than all else together; then the score, then the rest. */
function cost(old: Row, next: Row): number {
  const differs = (field: string) => (old[field] === next[field] ? 0 : 1);
  const type = typeOf(old) === typeOf(next) ? 0 : 40;
  return (
    type +
    20 * differs('score_category') +
    3 * differs('comments') +
    2 * differs('score_value') +
    differs('references') +
    differs('related_score')
  );
}

function rowsOf({ mapping_objects }: UnifiedMappings): Row[] {
  return mapping_objects.map((row) => {
    const stated = new Map<string, unknown>(Object.entries(row));
    return Object.fromEntries(FIELDS.map((field) => [field, textOf(stated.get(field))]));
  });
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('\n');
  return String(value ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .trim();
}

function capabilityOf({ capability_id = '' }: Row): string {
  return capability_id.replace(/^([A-Z]{2}-)(\d)(?!\d)/, '$10$2').replace(/\((\d)\)/g, '(0$1)');
}

function typeOf({ mapping_type = '' }: Row): string {
  return TYPES[mapping_type] ?? mapping_type;
}

function endsOf(row: Row): string {
  return JSON.stringify([capabilityOf(row), row.attack_object_id]);
}

function metadataCount({ metadata: old }: UnifiedMappings, { metadata: next }: UnifiedMappings) {
  const apart = new Set(['mapping_types', 'capability_groups']);
  const [a, b] = [new Map(Object.entries(old)), new Map(Object.entries(next))];
  const fields = new Set([...a.keys(), ...b.keys()].filter((field) => !apart.has(field)));
  return [...fields].filter((field) => textOf(a.get(field)) !== textOf(b.get(field))).length;
}

function values(rows: readonly Row[] = [], field: string): string {
  return JSON.stringify([...new Set(rows.map((row) => row[field]).filter(Boolean))].sort());
}

function without(map: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): number {
  return [...map.keys()].filter((key) => key !== '' && !other.has(key)).length;
}

function by(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
