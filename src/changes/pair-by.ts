import { grouped } from '../model/grouped.ts';

export interface Paired<A, B> {
  readonly pairs: readonly (readonly [A, B])[];
  readonly onlyLeft: readonly A[];
  readonly onlyRight: readonly B[];
}

/**
 * Pairs members of equal keys, each once, in their order; undefined is no key. Takes time in
 * proportion to the members, whatever their keys.
 */
export function pairBy<A, B>(
  left: readonly A[],
  right: readonly B[],
  leftKey: (member: A) => string | undefined,
  rightKey: (member: B) => string | undefined,
): Paired<A, B> {
  const open = grouped(right, rightKey);
  open.delete(undefined);
  // Taken from the end: taking from the front would move all others.
  for (const members of open.values()) members.reverse();
  const taken = new Set<B>();
  const pairs: [A, B][] = [];
  const onlyLeft: A[] = [];
  for (const member of left) {
    const match = open.get(leftKey(member))?.pop();
    if (match === undefined) onlyLeft.push(member);
    else {
      pairs.push([member, match]);
      taken.add(match);
    }
  }
  return { pairs, onlyLeft, onlyRight: right.filter((member) => !taken.has(member)) };
}
