import type { AttackIndex } from '../../src/contracts.ts';
import { navigatorExporter } from '../../src/exporters/navigator/exporter.ts';
import { findingsText, validator } from '../../src/formats/json-schema.ts';
import { validate as isLayer } from '../../src/generated/navigator-layer.validate.ts';
import { checkLayer, sameSheetNames } from '../../tests/support/layer-rules.ts';
import { exported } from '../export.ts';
import { failOn } from '../fail-on.ts';
import { anyFamily, exportSetOf, type Stated } from '../inputs/any-set.ts';
import { type Target, target } from '../target.ts';

const validate = validator(isLayer);

/** Layers of any set are shown by the Navigator as they are meant. */
export const layerTarget: Target = target<readonly Stated[]>({
  name: 'exporters/navigator',
  short: 80,
  input: anyFamily,
  check: async (family) => {
    for (const entry of family.map(exportSetOf)) {
      const files = await exported(navigatorExporter, [entry]);
      const layers = [...files.values()].map((text) => JSON.parse(text));
      for (const layer of layers) checkOne(layer, entry.attack.index);
      failOn(sameSheetNames(layers.map(({ name }) => name)));
    }
  },
});

export function checkOne(layer: unknown, index: AttackIndex): void {
  const findings = validate(layer);
  if (findings.length > 0) throw new Error(findingsText(findings));
  failOn(checkLayer(layer, index));
}
