import type { AttackIndex, Technique } from '../contracts.ts';

/** The way from a technique along revoked-by to where it ends, as ATT&CK ids. */
export interface ChainEnd {
  readonly path: readonly string[];
  /**
   * nothing: revoked without a successor; circle: back to an id of the path; missing: no such object;
   * endless: more than anyone would follow.
   */
  readonly kind: 'living' | 'deprecated' | 'nothing' | 'circle' | 'missing' | 'endless';
  /** The end itself; absent where an object is missing. */
  readonly technique?: Technique;
}

export interface Chain {
  /** Each end once, in the order of the ids that lead there. */
  readonly ends: readonly ChainEnd[];
  /** The way to the first technique that has several successors. */
  readonly branches?: readonly string[];
}

/** Most techniques and ends that are looked at; the longest chain that is published has three. */
const MOST = 500;

/** A technique on the way, and how many of its successors were looked at. */
interface Step {
  readonly technique: Technique;
  next: number;
}

/**
 * All that a technique became in its bundle. Each technique is looked at once, however many ways
 * lead to it, and none by recursion: bundles are not trusted to be short or free of circles.
 */
export function followRevokedBy(index: AttackIndex, start: Technique): Chain {
  const ends: ChainEnd[] = [];
  const seen = new Set([start.id]);
  const open = new Set([start.id]);
  const steps: Step[] = [{ technique: start, next: 0 }];
  let branches: readonly string[] | undefined;
  const way = () => steps.map((step) => step.technique.id);
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    const { technique } = step;
    if (seen.size + ends.length > MOST) {
      ends.push({ path: way(), kind: 'endless', technique });
      break;
    }
    const { revoked_by: known = [], revoked_by_missing: missing = [] } = technique;
    if (step.next === 0) {
      const kind = endOf(technique);
      if (kind !== undefined) ends.push({ path: way(), kind, technique });
      for (const id of technique.revoked ? missing : []) {
        ends.push({ path: [...way(), id], kind: 'missing' });
      }
      if (technique.revoked && known.length + missing.length > 1) branches ??= way();
    }
    const id = technique.revoked ? known[step.next] : undefined;
    step.next += 1;
    if (id === undefined) {
      steps.pop();
      open.delete(technique.id);
      continue;
    }
    const next = index.techniques.get(id);
    if (next === undefined) ends.push({ path: [...way(), id], kind: 'missing' });
    else if (open.has(id)) ends.push({ path: [...way(), id], kind: 'circle', technique: next });
    else if (!seen.has(id)) {
      seen.add(id);
      open.add(id);
      steps.push({ technique: next, next: 0 });
    }
  }
  return branches ? { ends, branches } : { ends };
}

function endOf(technique: Technique): ChainEnd['kind'] | undefined {
  if (!technique.revoked) return technique.deprecated ? 'deprecated' : 'living';
  if (technique.revoked_by || technique.revoked_by_missing) return undefined;
  return technique.deprecated ? 'deprecated' : 'nothing';
}
