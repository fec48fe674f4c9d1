import { shownNumbers } from './layer-aggregates.ts';
import {
  all,
  asRecord,
  brightness,
  broken,
  entries,
  isColor,
  isText,
  type LayerRule,
  type Loose,
  records,
  scored,
  show,
} from './loose-layer.ts';

/** A gradient may be left out, not written in part. */
function needsNoGradient(layer: Loose): boolean {
  return !('gradient' in layer) && scored(layer).length === 0;
}

/** Rules on everything around the entries of a layer. */
export const FRAME_RULES: readonly LayerRule[] = [
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
  { name: 'description', check: (layer) => broken([layer.description], isText, 'description') },
  {
    name: 'gradient-shape',
    check: (layer) => {
      const { gradient } = layer;
      if (needsNoGradient(layer)) return [];
      const { colors, minValue, maxValue } = asRecord(gradient);
      const range =
        [minValue, maxValue].every(Number.isFinite) && Number(minValue) < Number(maxValue);
      const stops = Array.isArray(colors) && colors.length >= 2 && colors.every(isColor);
      return range && stops ? [] : [`gradient ${show(gradient)}`];
    },
  },
  {
    name: 'gradient-colours',
    check: (layer) => {
      const { gradient } = layer;
      if (needsNoGradient(layer)) return [];
      const colors = ([asRecord(gradient).colors].flat() as unknown[]).filter(isColor);
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
      const { minValue, maxValue } = asRecord(layer.gradient);
      const share = (n: number) => (n - Number(minValue)) / (Number(maxValue) - Number(minValue));
      const fine = (n: number) => !(share(n) >= 0.995 && share(n) < 1);
      return broken(shownNumbers(layer, index), fine, `blanks the matrix below ${show(maxValue)}`);
    },
  },
  {
    name: 'colour',
    check: (layer) =>
      broken(
        [...entries(layer), ...records(layer.legendItems)].map(({ color }) => color ?? '#ffffff'),
        isColor,
        'colour',
      ),
  },
  {
    name: 'colour-told',
    check: (layer) => {
      const told = new Set(records(layer.legendItems).map(({ color }) => color));
      const own = entries(layer).flatMap(({ color }) => color ?? []);
      return broken(own, (color) => told.has(color), 'not in the legend');
    },
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
      const names = new Set(records(layer.metadata).map(({ name }) => name));
      const due = [
        'source',
        'framework version',
        'ATT&CK version',
        `meaning of the ${layer.gradient === undefined ? 'colours' : 'score'}`,
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
