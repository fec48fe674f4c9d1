import type { Artifact, Exporter, ExportInput, ExportSet, Report } from '../../contracts.ts';
import { indentedJson } from '../../formats/json-text.ts';
import { artifactName } from '../../model/artifact-name.ts';
import { cappedList } from '../../model/capped-list.ts';
import { coverageOf } from '../../model/coverage.ts';
import type { LeftOut, MappedTechnique } from '../../model/coverage-placement.ts';
import { SCORE_CATEGORIES } from '../../model/score-words.ts';
import { counted, shorten } from '../../model/text.ts';
import { buildLayer, type LayerContent } from './build-layer.ts';
import { CapabilityNames } from './capability-list.ts';
import {
  type Category,
  categoryLegend,
  categoryMeaning,
  categoryScale,
  categoryTechnique,
} from './category.ts';
import { combineLayers } from './combined.ts';
import { coverageLayer } from './coverage.ts';
import { OVERVIEW_MEANING, OVERVIEW_SCALE, overviewLegend, overviewTechnique } from './overview.ts';
import { type ScoredContent, scoredLayer } from './scored-layer.ts';
import { scoreCategory } from './scores.ts';

/**
 * ATT&CK Navigator layers, format 4.5: `navigator-layer.json` and `navigator-layer-coverage.json`
 * for every set, and for a scored one `navigator-layer-<category>.json` per score category.
 * `options.generator` names this project, `options.coverage: false` leaves the second out.
 */
export const navigatorExporter: Exporter = {
  name: 'navigator',
  scope: 'set',
  *artifacts({ sets, options }, report) {
    for (const entry of sets) yield* layersOf(entry, options, report);
  },
  combine: combineLayers,
};

function* layersOf(
  entry: ExportSet,
  options: ExportInput['options'],
  report: Report,
): Generator<Artifact> {
  const { set, path } = entry;
  const { index } = entry.attack;
  const generator = typeof options.generator === 'string' ? options.generator : undefined;
  const coverage = coverageOf(set, index);
  for (const technique of coverage.leftOut) reportLeftOut(entry, technique, report);
  reportBoth(entry, coverage.summary.mapped_and_non_mappable ?? [], report);

  const names = new CapabilityNames(set);
  const mapped = coverage.techniques.flatMap((covered) => covered.mapped ?? []);
  yield file('navigator-layer', scoredLayer(overview(mapped, names), index));
  if (options.coverage !== false)
    yield file('navigator-layer-coverage', coverageLayer(set, coverage, names));
  const scored = new Set(set.mappings.map(scoreCategory));
  for (const category of SCORE_CATEGORIES) {
    if (!scored.has(category)) continue;
    const content = categoryContent(mapped, category, names);
    if (content.techniques.length > 0)
      yield file(`navigator-layer-${category}`, scoredLayer(content, index));
  }

  function file(stem: string, content: LayerContent): Artifact {
    return {
      path: `${path}/${artifactName(set, stem, 'json')}`,
      chunks: indentedJson({ ...buildLayer(entry, content, generator) }),
    };
  }
}

function overview(techniques: readonly MappedTechnique[], names: CapabilityNames): ScoredContent {
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
): ScoredContent {
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
    message: `${shorten(id)} ${reason}: left out of the layers, with ${counted(rows, 'mapped row')}`,
  });
}

/** A technique cannot be both: the set says so, and the layer shows one. */
function reportBoth({ set, path }: ExportSet, ids: readonly string[], report: Report): void {
  if (ids.length === 0) return;
  report({
    severity: 'info',
    rule: 'coverage-mapped-and-non-mappable',
    source: `${path}/${artifactName(set, 'mappings', 'json')}`,
    place: { pointer: '/coverage/mapped_and_non_mappable' },
    message: `the set both maps and calls non-mappable: ${cappedList(ids)}; counted and shown as mapped`,
  });
}
