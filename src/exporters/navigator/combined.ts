import type { Artifact, Combination, CombineInput, ExportSet } from '../../contracts.ts';
import { indentedJson } from '../../formats/json-text.ts';
import { cappedList } from '../../model/capped-list.ts';
import { compareText } from '../../model/compare.ts';
import { coverageOf } from '../../model/coverage.ts';
import { aggregateScores } from '../../model/gradient-trap.ts';
import {
  LAYER_VERSION,
  LAYOUT,
  majorVersion,
  NAVIGATOR_VERSION,
  SORTING,
} from '../../model/navigator-format.ts';
import { counted } from '../../model/text.ts';
import { type CombinedSet, combinedFacts, combinedSet } from './combined-facts.ts';
import { gradientFor } from './gradient.ts';
import { type Gradient, type Layer, type LayerTechnique, metadataItems } from './layer.ts';
import { showSubTechniques } from './sub-techniques.ts';

/** Identities of the capabilities that map to a technique, by framework. Editions are one framework. */
type Frameworks = Map<string, { readonly label: string; readonly capabilities: Set<string> }>;

/** The two layers over all frameworks, which differ in what they count. */
const COUNTS = {
  frameworks: {
    stem: 'navigator-layer',
    name: 'All frameworks',
    meaning:
      'Score: number of frameworks that map to the technique, each counted once whatever its editions. No score: none maps to it, which does not say that none helps.',
    unit: ['framework', 'frameworks'],
    scale: { colors: ['#e3e9f2', '#a9bfdf', '#6f93c9'], minValue: 0, maxValue: 1 },
    scoreOf: (frameworks: Frameworks) => frameworks.size,
  },
  capabilities: {
    stem: 'navigator-layer-capabilities',
    name: 'All capabilities',
    meaning:
      'Score: number of capabilities of all frameworks that are mapped to the technique, each counted once whatever its editions. No score: none is mapped, which does not say that none helps.',
    unit: ['capability', 'capabilities'],
    scale: { colors: ['#dfeeea', '#9fcdc0', '#5fa997'], minValue: 0, maxValue: 1 },
    scoreOf: (frameworks: Frameworks) =>
      [...frameworks.values()].reduce((sum, { capabilities }) => sum + capabilities.size, 0),
  },
} as const;

type Count = (typeof COUNTS)[keyof typeof COUNTS];

/** Layers over all frameworks: how many of them, and how many capabilities, map to each technique. */
export function combineLayers(input: CombineInput): Combination {
  const techniques = new Map<string, Frameworks>();
  const sets: CombinedSet[] = [];
  return {
    add(family) {
      for (const entry of family) {
        if (entry.set.key.domain !== input.index.domain) continue;
        sets.push(combinedSet(entry));
        addFrameworks(entry, techniques);
      }
    },
    *artifacts() {
      for (const count of Object.values(COUNTS)) yield layer(count, techniques, sets, input);
    },
  };
}

function addFrameworks(
  { set, framework, attack }: ExportSet,
  techniques: Map<string, Frameworks>,
): void {
  for (const { technique, mapped } of coverageOf(set, attack.index).techniques) {
    if (mapped === undefined) continue;
    const frameworks: Frameworks = techniques.get(technique.id) ?? new Map();
    techniques.set(technique.id, frameworks);
    const known = frameworks.get(framework.id) ?? { label: set.label, capabilities: new Set() };
    frameworks.set(framework.id, known);
    for (const identity of mapped.capabilities) known.capabilities.add(identity);
  }
}

function layer(
  { stem, name, meaning, unit, scale, scoreOf }: Count,
  techniques: ReadonlyMap<string, Frameworks>,
  sets: readonly CombinedSet[],
  { path, index, options }: CombineInput,
): Artifact {
  const scored = [...techniques].map(
    ([techniqueID, frameworks]): LayerTechnique => techniqueEntry(techniqueID, frameworks, scoreOf),
  );
  const scores = scored.flatMap(({ score }) => score ?? []);
  const { version } = index.release;
  const gradient = gradientFor(scores, aggregateScores(scored, index), scale);
  const facts = combinedFacts(sets, index, meaning, options.generator);
  const document: Layer = {
    name: `${name} A${version} ${index.domain.slice(0, 3)}`,
    versions: {
      attack: majorVersion(version),
      navigator: NAVIGATOR_VERSION,
      layer: LAYER_VERSION,
    },
    domain: `${index.domain}-attack`,
    description: `${name} mapped to ATT&CK ${version}, ${index.domain} domain: ${sets.length} sets, each the newest of its lineage. ${meaning}`,
    sorting: SORTING,
    layout: LAYOUT,
    gradient,
    legendItems: legend(gradient, Math.max(0, ...scores), unit),
    ...facts,
    techniques: showSubTechniques(scored, index),
  };
  return { path: `${path}/${stem}.json`, chunks: indentedJson({ ...document }) };
}

function techniqueEntry(
  techniqueID: string,
  frameworks: Frameworks,
  scoreOf: Count['scoreOf'],
): LayerTechnique {
  const parts = [...frameworks.values()]
    .map(({ label, capabilities }) => ({ label, count: capabilities.size }))
    .sort((a, b) => compareText(a.label, b.label));
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  return {
    techniqueID,
    score: scoreOf(frameworks),
    comment: `${counted(parts.length, 'framework')}, ${counted(total, 'capability', 'capabilities')}`,
    metadata: metadataItems([
      ['frameworks', cappedList(parts.map((part) => `${part.label} ${part.count}`))],
    ]),
  };
}

function legend({ colors }: Gradient, highest: number, [one, many]: Count['unit']) {
  const [low = '', high = ''] = [colors[0], colors.at(-1)];
  if (highest < 2) return [{ label: `1 ${one}`, color: high }];
  return [
    { label: `few ${many}`, color: low },
    { label: `many (up to ${highest})`, color: high },
  ];
}
