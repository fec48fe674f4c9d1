import type { AttackIndex, AttackView, Technique } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { compareText } from '../model/compare.ts';
import { shorten } from '../model/text.ts';
import { type FoundTechnique, findTechnique } from './find-technique.ts';
import { type Chain, type ChainEnd, followRevokedBy } from './successors.ts';
import { wayText } from './way-text.ts';

/** A technique that has one counterpart in the target release. */
export interface LivingFate {
  /** unchanged: same id and name, as far as known; renumbered: the same object under another id. */
  readonly kind: 'unchanged' | 'renamed' | 'renumbered' | 'revoked';
  /** Living in the target release. */
  readonly technique: Technique;
  /** The domain that knows it there. */
  readonly domain: string;
  /** ATT&CK ids that revoked-by leads through, itself first; one alone when nothing was revoked. */
  readonly path: readonly string[];
}

/** A technique that has none, or of which there is a choice. */
export interface LostFate {
  readonly kind: 'split' | 'deprecated' | 'no_successor' | 'unknown';
  /** Why, in words: ids and names, no places. */
  readonly message: string;
  /** Living techniques of the target release that it may have become, ordered by id. */
  readonly candidates: readonly Technique[];
  /** As far as one way leads; empty when the release does not know it. */
  readonly path: readonly string[];
  /** The domain that knows it; absent when none does. */
  readonly domain?: string;
  /** The bundle is at fault: a circle of revoked-by, or a successor that it does not hold. */
  readonly broken?: true;
}

export type Fate = LivingFate | LostFate;

/** True when what is of the technique can go on by itself. */
export function goesOn(fate: Fate): fate is LivingFate {
  return 'technique' in fate;
}

/**
 * What becomes of a technique id of one ATT&CK release in another. The counterpart is the technique
 * with the same STIX id, else, or when the release it is of is not known, with the same ATT&CK id.
 * Remembers each id. Other domains than the views' own must be among their `domains` when ids need
 * them. Throws `parse` for a bundle that has lost its revoked-by relationships.
 */
export function fateReader(from: AttackView | undefined, to: AttackView): (id: string) => Fate {
  for (const index of to.domains) refuseCutDown(index);
  const byStixId = new Map<string, FoundTechnique>();
  for (const index of [...to.domains].reverse()) {
    for (const technique of [...index.techniques.values(), ...(index.shadowed ?? [])]) {
      byStixId.set(technique.stix_id, { index, technique });
    }
  }
  const known = new Map<string, Fate>();
  return (id) => {
    let fate = known.get(id);
    if (fate === undefined) {
      const before = from?.resolve(id)?.own;
      const sameObject = before && byStixId.get(before.stix_id);
      fate = fateOf(id, before, sameObject ?? findTechnique(to.domains, id), to);
      known.set(id, fate);
    }
    return fate;
  };
}

/** Without revoked-by every revoked technique would seem to have no successor. */
function refuseCutDown({ techniques, release, domain }: AttackIndex): void {
  const revoked = [...techniques.values()].filter((technique) => technique.revoked);
  if (revoked.length === 0) return;
  if (revoked.some((technique) => technique.revoked_by || technique.revoked_by_missing)) return;
  throw new AttackMappingsError(
    'parse',
    release.url,
    `expected revoked-by relationships in the ${domain} bundle of ATT&CK ${release.version}, found none beside ${revoked.length} revoked techniques: the bundle was cut down. Fetch the whole one`,
  );
}

function fateOf(
  id: string,
  before: Technique | undefined,
  counterpart: FoundTechnique | undefined,
  to: AttackView,
): Fate {
  const release = `ATT&CK ${to.index.release.version}`;
  if (counterpart === undefined) {
    const message = `${release} does not know ${named(before ?? { id: shorten(id) })} in any domain`;
    return { kind: 'unknown', message, candidates: [], path: [] };
  }
  const { index, technique } = counterpart;
  const chain = followRevokedBy(index, technique);
  const [end, ...others] = chain.ends;
  if (end?.kind === 'living' && end.technique && others.length === 0) {
    const kind = technique.revoked ? 'revoked' : kindOf(id, before, end.technique);
    return { kind, technique: end.technique, domain: index.domain, path: end.path };
  }
  return lostFate(counterpart, chain, release);
}

function lostFate(
  { index, technique }: FoundTechnique,
  { ends, branches }: Chain,
  release: string,
): LostFate {
  const candidates = ends.flatMap((end) => (end.kind === 'living' && end.technique) || []);
  const shown = ends.slice(0, SHOWN).map((end) => wordsOf(end, index));
  const lost = {
    candidates: candidates.sort((a, b) => compareText(a.id, b.id)),
    path: branches ?? ends[0]?.path ?? [],
    domain: index.domain,
    ...(ends.some((end) => BROKEN.has(end.kind)) ? { broken: true as const } : {}),
  };
  const what = `${named(technique)} is ${technique.revoked ? 'revoked' : 'deprecated'} in ${release}`;
  if (!technique.revoked) return { kind: 'deprecated', message: what, ...lost };
  if (candidates.length > 0) {
    return { kind: 'split', message: `${what} in favour of several: ${shown.join('; ')}`, ...lost };
  }
  const isGivenUp = ends.some((end) => end.kind === 'deprecated');
  const kind = isGivenUp ? 'deprecated' : 'no_successor';
  return { kind, message: `${what}: ${shown.join('; ')}`, ...lost };
}

const BROKEN: ReadonlySet<string> = new Set(['circle', 'missing', 'endless']);
/** Ends that a message shows. */
const SHOWN = 10;

function kindOf(id: string, before: Technique | undefined, now: Technique): LivingFate['kind'] {
  if (now.id !== id) return 'renumbered';
  return before !== undefined && before.name !== now.name ? 'renamed' : 'unchanged';
}

/** One end of a chain, with the way there. */
function wordsOf({ path, kind, technique }: ChainEnd, index: AttackIndex): string {
  const chain = wayText(path);
  switch (kind) {
    case 'living':
      return `${chain} ${shorten(technique?.name ?? '')}`;
    case 'deprecated':
      return `${chain}, which is deprecated`;
    case 'nothing':
      return path.length > 1 ? `${chain}, which has no successor` : 'it has no successor';
    case 'circle':
      return `${chain} is a circle`;
    case 'endless':
      return `${chain} goes on for more than anyone would follow`;
    case 'missing':
      return `${chain}, which the ${index.domain} bundle does not hold`;
  }
}

function named({ id, name }: { readonly id: string; readonly name?: string }): string {
  return name ? `${id} ${shorten(name)}` : id;
}
