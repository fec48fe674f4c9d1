import type { PublishedRow, SetChanges } from '../../src/generated/changes.ts';
import type { MappingSet } from '../../src/generated/mapping-set.ts';

/** The publisher's part of a set, as a reader of a change report holds it. */
export interface Published {
  readonly metadata: unknown;
  readonly mapping_types: readonly unknown[];
  readonly capability_groups: readonly unknown[];
  readonly capabilities: readonly unknown[];
  readonly techniques: readonly unknown[];
  readonly mappings: readonly unknown[];
}

/** A set as the report speaks of it; `identityOf` is that of the new set's framework. */
export function published(set: MappingSet, identityOf: (id: string) => string): Published {
  const described = ({ id, name, description }: MappingSet['capability_groups'][number]) => ({
    id,
    ...(name === undefined ? {} : { name }),
    ...withDescription(description),
  });
  return {
    metadata: set.metadata,
    mapping_types: bag(set.mapping_types),
    capability_groups: bag(set.capability_groups.map(described)),
    techniques: bag((set.techniques ?? []).map(described)),
    capabilities: bag(
      set.capabilities.map((entry) => ({
        identity: identityOf(entry.id),
        spellings: [...(entry.spellings ?? [entry.id])].sort(),
        names: [...entry.names].sort(),
        groups: [...entry.groups].sort(),
        ...withDescription(entry.description),
        ...(entry.additional ? { additional: entry.additional } : {}),
      })),
    ),
    mappings: bag(set.mappings.map(({ derived: _, ...row }) => row)),
  };
}

/** Makes NEW of OLD and the JSON of what changed, by the words of the schema and nothing else. */
export function applyChanges(old: Published, json: string): Published {
  const changes = JSON.parse(json) as SetChanges;
  const { mappings } = changes;
  const rest = without(old.mappings, [
    ...mappings.removed,
    ...mappings.changed.map((change) => change.old),
  ]);
  const metadata = new Map(Object.entries(old.metadata as object));
  for (const { field, new: value } of changes.metadata) {
    if (value === undefined) metadata.delete(field);
    else metadata.set(field, value);
  }
  return {
    metadata: Object.fromEntries(metadata),
    mapping_types: entries(old.mapping_types, changes.mapping_types),
    capability_groups: entries(old.capability_groups, changes.capability_groups),
    capabilities: entries(old.capabilities, changes.capabilities),
    techniques: entries(old.techniques, changes.techniques),
    mappings: bag([
      ...rest.map((row) => widely(row as PublishedRow, mappings.wide)),
      ...mappings.changed.map((change) => change.new),
      ...mappings.added,
    ]),
  };
}

function widely(old: PublishedRow, wide: SetChanges['mappings']['wide']): Record<string, unknown> {
  const row = new Map<string, unknown>(Object.entries(old));
  for (const { field, of = {}, old: before, new: after } of wide) {
    const isMeant = Object.entries(of).every(
      ([name, value]) => Object.hasOwn(old, name) && old[name as keyof PublishedRow] === value,
    );
    if (!isMeant || old[field] !== before) continue;
    if (after === undefined) row.delete(field);
    else row.set(field, after);
  }
  return Object.fromEntries(row);
}

function entries(
  old: readonly unknown[],
  {
    added,
    removed,
    changed,
  }: { added: unknown[]; removed: unknown[]; changed: { old: unknown; new: unknown }[] },
): unknown[] {
  const rest = without(old, [...removed, ...changed.map((change) => change.old)]);
  return bag([...rest, ...changed.map((change) => change.new), ...added]);
}

/** Each of `gone` takes away one member that says the same. */
function without(members: readonly unknown[], gone: readonly unknown[]): unknown[] {
  const open = new Map<string, number>();
  for (const member of gone) open.set(text(member), (open.get(text(member)) ?? 0) + 1);
  const kept = members.filter((member) => {
    const count = open.get(text(member)) ?? 0;
    if (count > 0) open.set(text(member), count - 1);
    return count === 0;
  });
  const missed = [...open].filter(([, count]) => count > 0).map(([member]) => member);
  if (missed.length > 0) throw new Error(`OLD has no ${missed[0]}`);
  return kept;
}

/** Members in an order of their own, so that lists compare as multisets. */
function bag(members: readonly unknown[]): unknown[] {
  return [...members].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, member) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

function withDescription(description: { text: string; links?: unknown } | undefined) {
  if (description === undefined) return {};
  const { text: words, links } = description;
  return { description: { text: words, ...(links ? { links } : {}) } };
}
