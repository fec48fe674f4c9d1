import type { Target } from './target.ts';
import { parserTargets } from './targets/parsers.ts';

/** Everything that is tried, in the order in which it is. */
export const targets: readonly Target[] = [...parserTargets];

/** The parts that can be chosen: what stands before the slash of names. */
export const PARTS: readonly string[] = [
  ...new Set(targets.map(({ name }) => name.slice(0, name.indexOf('/')))),
];
