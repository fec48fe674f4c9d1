import type { AttackIndex } from '../../src/contracts.ts';
import { FRAME_RULES } from './layer-frame-rules.ts';
import { TECHNIQUE_RULES } from './layer-technique-rules.ts';
import { asRecord, type LayerRule } from './loose-layer.ts';

/** Every rule that a layer has to keep for the Navigator to show it as meant. */
export const LAYER_RULES: readonly LayerRule[] = [...FRAME_RULES, ...TECHNIQUE_RULES];

/** Every rule that a layer breaks, as `rule: what`. Empty for a layer that the Navigator shows as meant. */
export function checkLayer(layer: unknown, index: AttackIndex): string[] {
  return LAYER_RULES.flatMap(({ name, check }) =>
    check(asRecord(layer), index).map((message) => `${name}: ${message}`),
  );
}

/** Names that Excel's sheet names, 31 characters in any letter case, cannot tell apart. */
export function sameSheetNames(names: readonly string[]): string[] {
  const sheets = names.map((name) => name.slice(0, 31).toLowerCase());
  return names.filter((_, i) => sheets.indexOf(sheets[i] ?? '') !== i);
}
