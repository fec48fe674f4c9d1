import type { LayerEntry, LayerFact, LayerLink } from '../layers/layer-types.ts';
import { factKey } from '../layers/read-facts.ts';
import type { PlacedEntry } from './layer-placement.ts';
import type { MergedEntries } from './layer-report.ts';

const MIGRATED = 'migrated from';

/** One entry in another technique, or without its tactic; the same entry where nothing changes. */
export function moveEntry({ entry, technique, tactic }: PlacedEntry): LayerEntry {
  const { techniqueID } = entry;
  if (technique.id === techniqueID && tactic === entry.tactic) return entry;
  const moved: { -readonly [K in keyof LayerEntry]: LayerEntry[K] } = {
    ...entry,
    techniqueID: technique.id,
  };
  if (tactic === undefined) delete moved.tactic;
  if (technique.id === techniqueID) return moved;
  const origin = { name: MIGRATED, value: techniqueID };
  return { ...moved, metadata: [...(entry.metadata ?? []), origin] };
}

/**
 * Several entries of one technique as one. All that they say is kept, with where it is from; where
 * scores differ the highest is shown, and comment, metadata and report say which entry had which.
 */
export function mergeEntries(members: readonly PlacedEntry[]): {
  entry: LayerEntry;
  merged: MergedEntries;
} {
  const [first] = members;
  if (first === undefined) throw new Error('nothing to merge');
  const { technique, tactic } = first;
  const scored = members.flatMap((member) =>
    member.entry.score === undefined ? [] : [{ of: originOf(member), score: member.entry.score }],
  );
  const highest = scored.reduce<number | undefined>(
    (best, { score }) => (best === undefined || score > best ? score : best),
    undefined,
  );
  const scores = scored.some(({ score }) => score !== highest) ? scored : undefined;
  const color = colourOf(members, highest);
  const comment = commentOf(members, scores);
  const enabled = enabledOf(members);
  const links = linksOf(members);
  const entry: LayerEntry = {
    techniqueID: technique.id,
    ...(tactic === undefined ? {} : { tactic }),
    ...(highest === undefined ? {} : { score: highest }),
    ...(color === undefined ? {} : { color }),
    ...(comment === '' ? {} : { comment }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(members.some((member) => member.entry.showSubtechniques)
      ? { showSubtechniques: true }
      : {}),
    metadata: factsOf(members, scores),
    ...(links.length === 0 ? {} : { links }),
  };
  const merged = {
    technique: technique.id,
    ...(tactic === undefined ? {} : { tactic }),
    from: members.map(originOf),
    ...(scores === undefined ? {} : { scores }),
  };
  return { entry, merged };
}

/** Entries without those that say the same of the same technique. */
export function distinctEntries(members: readonly PlacedEntry[]): PlacedEntry[] {
  const [first] = members;
  if (members.length === 1 && first !== undefined) return [first];
  return [
    ...new Map([...members].reverse().map((m) => [JSON.stringify(m.entry), m])).values(),
  ].reverse();
}

/** `T1086`, with the tactic where that went. */
function originOf({ entry, tactic }: PlacedEntry): string {
  return entry.tactic === tactic ? entry.techniqueID : `${entry.techniqueID} (${entry.tactic})`;
}

/** The colour of the entry whose score is shown, else the first one. */
function colourOf(members: readonly PlacedEntry[], score: number | undefined): string | undefined {
  const shown = members.find(({ entry }) => entry.score === score && entry.color !== undefined);
  return (shown ?? members.find(({ entry }) => entry.color !== undefined))?.entry.color;
}

/** Shown as enabled where one of them is. */
function enabledOf(members: readonly PlacedEntry[]): boolean | undefined {
  const stated = members.flatMap(({ entry }) => entry.enabled ?? []);
  if (stated.length === 0) return undefined;
  return stated.includes(true) || stated.length < members.length;
}

function commentOf(members: readonly PlacedEntry[], scores: MergedEntries['scores']): string {
  const origins = new Map<string, Set<string>>();
  for (const member of members) {
    const { comment } = member.entry;
    if (!comment) continue;
    const known = origins.get(comment);
    if (known) known.add(originOf(member));
    else origins.set(comment, new Set([originOf(member)]));
  }
  const paragraphs = [...origins].map(([comment, from]) => `${[...from].join(', ')}: ${comment}`);
  if (scores) {
    const list = scores.map(({ of, score }) => `${of}: ${score}`).join(', ');
    paragraphs.push(`Scores differ, the highest is shown: ${list}`);
  }
  return paragraphs.join('\n\n');
}

function factsOf(
  members: readonly PlacedEntry[],
  scores: MergedEntries['scores'],
): readonly LayerFact[] {
  const facts: LayerFact[] = [
    { name: 'merged entries', value: members.map(originOf).join(', ') },
    ...(scores ?? []).map(({ of, score }) => ({ name: `score of ${of}`, value: String(score) })),
    ...differing(members, 'colour', ({ entry }) => entry.color),
    ...differing(members, 'enabled', ({ entry }) => String(entry.enabled ?? true)),
  ];
  const origins = new Set<string>();
  const seen = new Set<string>();
  for (const { entry, technique } of members) {
    const { techniqueID, metadata = [] } = entry;
    const isNew = techniqueID !== technique.id && !origins.has(techniqueID);
    origins.add(techniqueID);
    // The same facts of one technique under several tactics are one.
    const key = JSON.stringify([techniqueID, metadata.map(factKey)]);
    const known = seen.has(key);
    seen.add(key);
    if (!isNew && (known || metadata.length === 0)) continue;
    facts.push({ divider: true });
    if (techniqueID !== technique.id) facts.push({ name: MIGRATED, value: techniqueID });
    if (!known) facts.push(...metadata);
  }
  return facts;
}

function differing(
  members: readonly PlacedEntry[],
  name: string,
  textOf: (member: PlacedEntry) => string | undefined,
): LayerFact[] {
  if (new Set(members.map(textOf)).size < 2) return [];
  return members.flatMap((member) => {
    const value = textOf(member);
    return value === undefined ? [] : [{ name: `${name} of ${originOf(member)}`, value }];
  });
}

function linksOf(members: readonly PlacedEntry[]): readonly LayerLink[] {
  const links = new Map<string, LayerLink>();
  for (const [i, { entry, technique }] of members.entries()) {
    for (const [j, link] of (entry.links ?? []).entries()) {
      if ('divider' in link) links.set(`${i} ${j}`, link);
      else {
        const isOwn = entry.techniqueID === technique.id;
        const named = isOwn ? link : { ...link, label: `${entry.techniqueID}: ${link.label}` };
        links.set(factKey(named), named);
      }
    }
  }
  return [...links.values()];
}
