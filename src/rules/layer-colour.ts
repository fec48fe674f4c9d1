import type { Place } from '../generated/run-report.ts';
import { colourOf, isColour } from '../layers/layer-values.ts';
import { inWords } from '../model/json-value.ts';
import type { SourceRow } from '../records.ts';
import { entriesOf, itemsOfAll, LAYER_PLACE } from './layer-entries.ts';
import { at, edit } from './place.ts';
import type { Rule, Say } from './rule.ts';

export const layerColour: Rule = {
  name: 'layer-colour',
  title: 'Colour that is not #RRGGBB',
  description:
    'A colour of an entry, of the legend or of the row of tactics is not in the form #RRGGBB, which is the one that every part of the Navigator reads. An empty colour is none. Write the colour in six hexadecimal digits.',
  severity: 'warning',
  example: {
    bad: '{ "techniques": [{ "techniqueID": "T1110", "color": "red" }] }',
    good: '{ "techniques": [{ "techniqueID": "T1110", "color": "#ff0000" }] }',
  },
  fix: 'writes colours of three or eight hexadecimal digits with six',
  layer: (checked, say) => {
    for (const { item, place } of entriesOf(checked)) {
      if (item.color !== '') colourAt(item, 'color', place, say);
    }
    for (const { item, place } of itemsOfAll(checked, 'legendItems')) {
      colourAt(item, 'color', place, say);
    }
    colourAt(checked.layer, 'tacticRowBackground', LAYER_PLACE, say);
  },
};

function colourAt(object: SourceRow, name: string, place: Place, say: Say): void {
  if (!Object.hasOwn(object, name) || isColour(object[name])) return;
  const member = at(place, name);
  const colour = colourOf(object[name]);
  say({
    place: member,
    message: `the colour is ${inWords(object[name])}`,
    found: inWords(object[name]),
    expected: colour ?? '#RRGGBB',
    suggestion: 'write the colour in six hexadecimal digits',
    ...(colour === undefined ? {} : edit(member, colour)),
  });
}
