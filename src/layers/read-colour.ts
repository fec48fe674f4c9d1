import { inWords } from '../model/json-value.ts';
import { colourOf, isColour } from './layer-values.ts';
import { change, leaveOut, type ReadMember } from './read-members.ts';

/** An empty colour is none: the Navigator itself writes it so. */
export const readColour: ReadMember = (value, pointer, reading) => {
  if (isColour(value)) return value;
  const colour = colourOf(value);
  const found = `expected a colour #RRGGBB, found ${inWords(value)}`;
  if (colour === undefined) return leaveOut(reading, pointer, found);
  return change(reading, pointer, found, colour);
};
