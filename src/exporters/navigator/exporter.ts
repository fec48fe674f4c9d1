import type { Artifact, Exporter, ExportSet, Report } from '../../contracts.ts';
import { indentedJson } from '../../formats/json-text.ts';
import { artifactName } from '../../model/artifact-name.ts';
import { shorten } from '../../model/text.ts';
import { buildLayer, type LayerContent } from './build-layer.ts';
import { CapabilityNames } from './capability-list.ts';
import {
  CATEGORIES,
  type Category,
  categoryLegend,
  categoryMeaning,
  categoryScale,
  categoryTechnique,
} from './category.ts';
import { type LeftOut, type MappedTechnique, placeRows } from './mapped-techniques.ts';
import { OVERVIEW_MEANING, OVERVIEW_SCALE, overviewLegend, overviewTechnique } from './overview.ts';
import { scoreCategory } from './scores.ts';

/**
 * ATT&CK Navigator layers, format 4.5: `navigator-layer.json` for every set, and for a scored one
 * `navigator-layer-<category>.json` per score category. `options.generator` names this project.
 */
export const navigatorExporter: Exporter = {
  name: 'navigator',
  scope: 'set',
  *artifacts({ sets, options }, report) {
    const { generator } = options;
    const tool = typeof generator === 'string' ? generator : undefined;
    for (const entry of sets) yield* layersOf(entry, tool, report);
  },
};

function* layersOf(
  entry: ExportSet,
  generator: string | undefined,
  report: Report,
): Generator<Artifact> {
  const { set, path } = entry;
  const placement = placeRows(entry);
  for (const technique of placement.leftOut) reportLeftOut(entry, technique, report);

  const names = new CapabilityNames(set);
  yield file('navigator-layer', overview(placement.techniques, names));
  const scored = new Set(set.mappings.map(scoreCategory));
  for (const category of CATEGORIES) {
    if (!scored.has(category)) continue;
    const content = categoryContent(placement.techniques, category, names);
    if (content.techniques.length > 0) yield file(`navigator-layer-${category}`, content);
  }

  function file(stem: string, content: LayerContent): Artifact {
    return {
      path: `${path}/${artifactName(set, stem, 'json')}`,
      chunks: indentedJson({ ...buildLayer(entry, content, generator) }),
    };
  }
}

function overview(techniques: readonly MappedTechnique[], names: CapabilityNames): LayerContent {
  return {
    kind: 'overview',
    subject: 'Overview:',
    meaning: OVERVIEW_MEANING,
    scale: OVERVIEW_SCALE,
    legend: overviewLegend,
    techniques: techniques.map((technique) => overviewTechnique(technique, names)),
  };
}

function categoryContent(
  techniques: readonly MappedTechnique[],
  category: Category,
  names: CapabilityNames,
): LayerContent {
  return {
    kind: category,
    subject: `Scores of the category ${category}:`,
    meaning: categoryMeaning(category),
    scale: categoryScale(category),
    legend: categoryLegend,
    techniques: techniques.flatMap((entry) => categoryTechnique(entry, category, names) ?? []),
  };
}

/** The place is the technique's first row in the canonical set. */
function reportLeftOut({ set, path }: ExportSet, technique: LeftOut, report: Report): void {
  const { id, reason, rows, first } = technique;
  report({
    severity: 'info',
    rule: 'layer-technique-left-out',
    source: `${path}/${artifactName(set, 'mappings', 'json')}`,
    place: { pointer: `/mappings/${first}` },
    message: `${shorten(id)} ${reason}: left out of the layers, with ${rows} mapped row${rows === 1 ? '' : 's'}`,
  });
}
