import type { Target } from './target.ts';
import { ctidTarget, jsonTarget } from './targets/canonical.ts';
import { csvTarget } from './targets/csv.ts';
import { historyTarget } from './targets/histories.ts';
import { identifierTargets } from './targets/identifiers.ts';
import { layerTarget } from './targets/layers.ts';
import { normalisationTargets } from './targets/normalisation.ts';
import { orderTarget } from './targets/order.ts';
import { parserTargets } from './targets/parsers.ts';
import { stixTarget } from './targets/stix.ts';

/** Everything that is tried, in the order in which it is. */
export const targets: readonly Target[] = [
  ...parserTargets,
  ...[jsonTarget, stixTarget, layerTarget, csvTarget, ctidTarget],
  ...normalisationTargets,
  orderTarget,
  ...identifierTargets,
  historyTarget,
];

/** The parts that can be chosen: what stands before the slash of names. */
export const PARTS: readonly string[] = [
  ...new Set(targets.map(({ name }) => name.slice(0, name.indexOf('/')))),
];
