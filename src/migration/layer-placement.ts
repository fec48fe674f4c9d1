import type { AttackIndex, AttackView, Technique } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { LayerEntry, ReadLayer } from '../layers/layer-types.ts';
import { isLiving } from '../model/living.ts';
import { shorten } from '../model/text.ts';
import type { DroppedTechnique, MovedTechnique } from './layer-report.ts';
import { layerRowId } from './row-id.ts';
import { type Fate, goesOn, type LivingFate } from './technique-fate.ts';

/** drop: leave the entry out; keep: a collision stays as it is; else the techniques that it is of. */
export type LayerDecision = 'drop' | 'keep' | readonly string[];

/** The decision of a person on an entry; `row` is its id in a review. */
export type DecideEntry = (
  techniqueID: string,
  tactic: string | undefined,
  row: string,
) => LayerDecision | undefined;

/** An entry and the technique that it is of from now on. */
export interface PlacedEntry {
  readonly entry: LayerEntry;
  readonly pointer: string;
  readonly technique: Technique;
  /** Absent where the technique does not have the tactic any more. */
  readonly tactic: string | undefined;
  readonly reason: LivingFate['kind'] | 'decided';
  readonly path: MovedTechnique['path'];
  /** True when a person has looked at it. */
  readonly decided: boolean;
}

/** An entry that goes nowhere. */
export interface LostEntry extends Omit<DroppedTechnique, 'entries' | 'id'> {
  readonly entry: LayerEntry;
  readonly pointer: string;
}

/** Decides each entry: a decision goes before the fate of its technique. Throws `config` for one that does not fit. */
export function placeEntries(
  { frame, pointers, subject }: ReadLayer,
  to: AttackView,
  fateOf: (id: string) => Fate,
  decide?: DecideEntry,
): { placed: PlacedEntry[]; lost: LostEntry[] } {
  const { index } = to;
  const placed: PlacedEntry[] = [];
  const lost: LostEntry[] = [];
  for (const [i, entry] of frame.techniques.entries()) {
    const pointer = pointers[i] ?? '';
    const fate = fateOf(entry.techniqueID);
    const decision = decide?.(entry.techniqueID, entry.tactic, layerRowId(entry));
    const place = (technique: Technique, reason: PlacedEntry['reason'], path: readonly string[]) =>
      placed.push({
        entry,
        pointer,
        technique,
        tactic: tacticIn(technique, entry.tactic),
        reason,
        path,
        decided: decision !== undefined,
      });
    if (decision === 'drop') {
      const message = `${entry.techniqueID}: left out, as decided`;
      lost.push({ entry, pointer, reason: 'dropped', message, candidates: [] });
    } else if (Array.isArray(decision)) {
      for (const id of decision) place(chosen(id, entry, index, subject), 'decided', []);
    } else if (goesOn(fate) && fate.domain === index.domain) {
      place(fate.technique, fate.kind, fate.path);
    } else {
      const loss = lossOf(fate, to);
      if (decision === 'keep') refuseKeeping(entry, loss.message, subject);
      lost.push({ entry, pointer, ...loss });
    }
  }
  return { placed, lost };
}

function tacticIn({ tactics }: Technique, tactic: string | undefined): string | undefined {
  return tactic !== undefined && tactics.includes(tactic) ? tactic : undefined;
}

function lossOf(
  fate: Fate,
  { index: { domain, release }, domains }: AttackView,
): Pick<LostEntry, 'reason' | 'message' | 'candidates' | 'bundle'> {
  if (!goesOn(fate)) {
    const candidates = fate.candidates.map(({ id, name }) => `${id} ${name}`);
    const home = domains.find((entry) => fate.broken && entry.domain === fate.domain);
    const bundle = home ? { bundle: home.release.url } : {};
    return { reason: fate.kind, message: fate.message, candidates, ...bundle };
  }
  const { id, name } = fate.technique;
  const message = `${id} ${shorten(name)} is a technique of ${fate.domain} in ATT&CK ${release.version}, and a layer of ${domain} shows no other`;
  return { reason: 'other_domain', message, candidates: [] };
}

function chosen(
  id: string,
  { techniqueID }: LayerEntry,
  { techniques, domain, release }: AttackIndex,
  subject: string,
): Technique {
  const technique = techniques.get(id);
  if (technique && isLiving(technique)) return technique;
  throw new AttackMappingsError(
    'config',
    subject,
    `the decision on ${techniqueID} names ${shorten(id)}, which is no living technique of ${domain} in ATT&CK ${release.version}: name one, or say drop`,
  );
}

function refuseKeeping({ techniqueID }: LayerEntry, why: string, subject: string): never {
  throw new AttackMappingsError(
    'config',
    subject,
    `the decision on ${techniqueID} is "keep", which leaves a collision as it is, but it has no technique to stay at (${why}): name one, or say drop`,
  );
}
