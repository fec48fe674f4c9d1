import type { AttackIndex } from '../../src/contracts.ts';
import { shownNumbers } from './layer-aggregates.ts';
import { asRecord, brightness, isColor, isText, type Loose, records, show } from './loose-layer.ts';

/** One rule of "Emit" in navigator-layers.md. */
export interface LayerRule {
  readonly name: string;
  /** What breaks the rule, in words; empty when nothing does. */
  check(layer: Loose, index: AttackIndex): string[];
}

const entries = (layer: Loose) => records(layer['techniques']);
const all = (layer: Loose) => [layer, ...entries(layer)];
const scored = (layer: Loose) => entries(layer).filter((entry) => 'score' in entry);
const isFlag = (value: unknown) => value === undefined || typeof value === 'boolean';

/** The offenders of a list, in words. */
function broken(
  list: readonly unknown[],
  isFine: (value: never) => boolean,
  what: string,
): string[] {
  return list.filter((value) => !isFine(value as never)).map((value) => `${what}: ${show(value)}`);
}

export const LAYER_RULES: readonly LayerRule[] = [
  {
    name: 'versions',
    check: ({ versions }, { release }) => {
      const expected = { attack: release.version.split('.')[0], navigator: '5.1.0', layer: '4.5' };
      return show(versions) === show(expected)
        ? []
        : [`${show(versions)} is not ${show(expected)}`];
    },
  },
  {
    name: 'domain',
    check: ({ domain }, index) =>
      /^(enterprise|mobile|ics)-attack$/.test(String(domain)) && domain === `${index.domain}-attack`
        ? []
        : [`domain ${show(domain)}`],
  },
  {
    name: 'name',
    check: ({ name }) => broken([name], (n) => isText(n) && !/[[\]:*?/\\]/.test(n), 'sheet name'),
  },
  { name: 'description', check: (layer) => broken([layer['description']], isText, 'description') },
  {
    name: 'gradient-shape',
    check: ({ gradient }) => {
      const { colors, minValue, maxValue } = asRecord(gradient);
      const range =
        [minValue, maxValue].every(Number.isFinite) && Number(minValue) < Number(maxValue);
      const stops = Array.isArray(colors) && colors.length >= 2 && colors.every(isColor);
      return range && stops ? [] : [`gradient ${show(gradient)}`];
    },
  },
  {
    name: 'gradient-colours',
    check: ({ gradient }) => {
      const colors = ([asRecord(gradient)['colors']].flat() as unknown[]).filter(isColor);
      const [low = '', high = ''] = [colors[0], colors.at(-1)];
      const few = colors.length === 2 || colors.length === 3;
      const pale = brightness(low) > 200 && brightness(low) < 245;
      const mid = brightness(high) > 110 && brightness(high) < 200;
      return few && pale && mid ? [] : [`colours ${show(colors)}`];
    },
  },
  {
    name: 'gradient-trap',
    check: (layer, index) => {
      const { minValue, maxValue } = asRecord(layer['gradient']);
      const share = (n: number) => (n - Number(minValue)) / (Number(maxValue) - Number(minValue));
      const fine = (n: number) => !(share(n) >= 0.995 && share(n) < 1);
      return broken(shownNumbers(layer, index), fine, `blanks the matrix below ${show(maxValue)}`);
    },
  },
  {
    name: 'technique-id',
    check: (layer) =>
      broken(
        entries(layer).map(({ techniqueID }) => techniqueID),
        (id) => /^T\d{4}(\.\d{3})?$/.test(String(id)),
        'techniqueID',
      ),
  },
  {
    name: 'technique-shown',
    check: (layer, { techniques }) =>
      broken(
        entries(layer).map(({ techniqueID }) => techniqueID),
        (id) => {
          const technique = techniques.get(String(id));
          return technique !== undefined && !technique.revoked && !technique.deprecated;
        },
        'unknown, revoked or deprecated',
      ),
  },
  {
    name: 'technique-once',
    check: (layer) => {
      const ids = entries(layer).map(({ techniqueID }) => techniqueID);
      return ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `twice: ${show(id)}`);
    },
  },
  {
    name: 'no-tactic',
    check: (layer) => broken(entries(layer), (entry: Loose) => !('tactic' in entry), 'tactic'),
  },
  {
    name: 'score',
    check: (layer) =>
      broken(
        scored(layer).map(({ score }) => score),
        (score) => Number.isInteger(score) && score > 0,
        'score',
      ),
  },
  {
    name: 'unscored-entry',
    check: (layer, { techniques }) => {
      const parents = new Set(
        scored(layer).map((e) => techniques.get(String(e['techniqueID']))?.parent),
      );
      const unscored = entries(layer).filter((entry) => !('score' in entry));
      return broken(unscored, (e: Loose) => parents.has(String(e['techniqueID'])), 'has no score');
    },
  },
  {
    name: 'sub-techniques',
    check: (layer, { techniques }) => {
      const open = entries(layer).filter((entry) => entry['showSubtechniques'] === true);
      const shown = new Set(open.map(({ techniqueID }) => techniqueID));
      const parents = scored(layer).map((e) => techniques.get(String(e['techniqueID']))?.parent);
      return broken(parents, (parent) => parent === undefined || shown.has(parent), 'not opened');
    },
  },
  {
    name: 'colour',
    check: (layer) =>
      broken(
        [...entries(layer), ...records(layer['legendItems'])].map(
          ({ color }) => color ?? '#ffffff',
        ),
        isColor,
        'colour',
      ),
  },
  {
    name: 'comment',
    check: (layer) =>
      broken(
        entries(layer).map(({ comment }) => comment ?? 'none'),
        (comment) => isText(comment) && comment.length <= 400,
        'comment',
      ),
  },
  {
    name: 'flags',
    check: (layer) =>
      broken(
        entries(layer),
        ({ enabled, showSubtechniques }: Loose) => isFlag(enabled) && isFlag(showSubtechniques),
        'enabled and showSubtechniques',
      ),
  },
  {
    name: 'metadata',
    check: (layer) =>
      broken(
        all(layer).flatMap(({ metadata }) => records(metadata ?? [])),
        ({ name, value, divider }: Loose) => divider === true || (isText(name) && isText(value)),
        'metadata',
      ),
  },
  {
    name: 'metadata-tells',
    check: (layer) => {
      const names = new Set(records(layer['metadata']).map(({ name }) => name));
      const due = [
        'source',
        'framework version',
        'ATT&CK version',
        'meaning of the score',
        'attribution',
        'generator',
      ];
      return broken(due, (name) => names.has(name), 'metadata does not tell');
    },
  },
  {
    name: 'links',
    check: (layer) =>
      broken(
        all(layer).flatMap(({ links }) => records(links ?? [])),
        ({ label, url }: Loose) => isText(label) && /^https?:\/\/[^\s"'<>]+$/.test(String(url)),
        'link',
      ),
  },
  {
    name: 'legend',
    check: ({ legendItems }) => {
      const labels = records(legendItems).map(({ label }) => label);
      const long = broken(labels, (label) => isText(label) && label.length <= 40, 'label');
      return labels.length <= 4 ? long : [...long, `${labels.length} labels`];
    },
  },
  {
    name: 'layout',
    check: ({ layout }) => {
      const due = {
        layout: 'side',
        showID: true,
        showName: true,
        showAggregateScores: true,
        aggregateFunction: 'max',
      };
      return show(layout) === show(due) ? [] : [`layout ${show(layout)}`];
    },
  },
  { name: 'sorting', check: ({ sorting }) => (sorting === 3 ? [] : [`sorting ${show(sorting)}`]) },
  {
    name: 'no-platforms',
    check: ({ filters }) => ('platforms' in asRecord(filters) ? [`filters ${show(filters)}`] : []),
  },
];

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
