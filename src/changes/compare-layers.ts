import type { AnnotatedTechnique, ChangedAnnotation, LayerChanges } from '../generated/changes.ts';
import type { LayerEntry, LayerFrame, ReadLayer } from '../layers/layer-types.ts';
import { compareText } from '../model/compare.ts';
import { fieldChanges } from './field-changes.ts';
import { stableText } from './stable-text.ts';
import { type UnknownMembers, unknownMembers } from './unknown-members.ts';

type Kind = ChangedAnnotation['kinds'][number];

/** An entry with what no format knows of it. */
type WholeEntry = LayerEntry & Pick<AnnotatedTechnique, 'additional'>;

/** What of an entry is compared as it is, with the kind of change that another value is. */
const KIND_OF_MEMBER: readonly (readonly [keyof WholeEntry, Kind])[] = [
  ['color', 'recoloured'],
  ['comment', 'comment'],
  ['metadata', 'metadata'],
  ['links', 'metadata'],
  ['showSubtechniques', 'other'],
  ['additional', 'other'],
];

/**
 * What changed from one Navigator layer to another, whatever their formats. Of several entries for
 * one technique and tactic the last one counts, as in the Navigator.
 */
export function compareLayers(old: ReadLayer, next: ReadLayer): LayerChanges {
  const [unknownBefore, unknownAfter] = [unknownMembers(old), unknownMembers(next)];
  const before = entriesOf(old.frame, unknownBefore);
  const after = entriesOf(next.frame, unknownAfter);
  const changed = inOrder(after).flatMap(([key, entry]) => {
    const known = before.get(key);
    const kinds = known === undefined ? [] : kindsOf(known, entry);
    return known === undefined || kinds.length === 0
      ? []
      : { kinds, old: annotated(known), new: annotated(entry) };
  });
  const techniques = {
    added: onlyIn(after, before),
    removed: onlyIn(before, after),
    changed,
  };
  const members = fieldChanges(
    { ...membersOf(old.frame), ...unknownBefore.layer },
    { ...membersOf(next.frame), ...unknownAfter.layer },
  );
  const count = (kind: Kind) => changed.filter(({ kinds }) => kinds.includes(kind)).length;
  return {
    old_name: old.frame.name,
    new_name: next.frame.name,
    domain: next.domain,
    totals: {
      added: techniques.added.length,
      removed: techniques.removed.length,
      changed: changed.length,
      raised: count('raised'),
      lowered: count('lowered'),
      recoloured: count('recoloured'),
      comment: count('comment'),
      metadata: count('metadata'),
      enabled: count('enabled'),
      other: count('other'),
      members: members.length,
    },
    members,
    techniques,
  };
}

function kindsOf(old: WholeEntry, next: WholeEntry): Kind[] {
  const kinds = new Set<Kind>();
  const [before, after] = [old.score ?? -Infinity, next.score ?? -Infinity];
  if (before < after) kinds.add('raised');
  if (before > after) kinds.add('lowered');
  // Absent is switched on.
  if ((old.enabled ?? true) !== (next.enabled ?? true)) kinds.add('enabled');
  for (const [member, kind] of KIND_OF_MEMBER) {
    if (stableText(old[member]) !== stableText(next[member])) kinds.add(kind);
  }
  return [...kinds].sort(compareText);
}

function entriesOf(
  { techniques }: LayerFrame,
  { entries }: UnknownMembers,
): Map<string, WholeEntry> {
  return new Map(
    techniques.map((entry) => {
      const additional = entries.get(entry);
      const key = JSON.stringify([entry.techniqueID, entry.tactic ?? '']);
      return [key, additional === undefined ? entry : { ...entry, additional }];
    }),
  );
}

function inOrder(entries: ReadonlyMap<string, WholeEntry>) {
  return [...entries].sort(([a], [b]) => compareText(a, b));
}

function onlyIn(
  entries: ReadonlyMap<string, WholeEntry>,
  others: ReadonlyMap<string, WholeEntry>,
): AnnotatedTechnique[] {
  return inOrder(entries).flatMap(([key, entry]) => (others.has(key) ? [] : annotated(entry)));
}

function annotated(entry: WholeEntry): AnnotatedTechnique {
  const { metadata, links, ...rest } = entry;
  return {
    ...rest,
    ...(metadata ? { metadata: [...metadata] } : {}),
    ...(links ? { links: [...links] } : {}),
  };
}

/** Everything of a layer beside its entries. */
function membersOf({ techniques: _, ...members }: LayerFrame): Record<string, unknown> {
  return members;
}
