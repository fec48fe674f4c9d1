import { change, leaveOut, ofType, oneOf, type ReadMember } from './read-members.ts';

/** `viewMode` of format 3.0 in terms of `layout`, as the Navigator itself reads it. */
const VIEW_MODES: ReadonlyMap<unknown, Readonly<Record<string, string | boolean>>> = new Map([
  [0, { layout: 'side', showID: false, showName: true }],
  [1, { layout: 'side', showID: true, showName: false }],
  [2, { layout: 'mini', showID: false, showName: false }],
]);

export const readViewMode: ReadMember = (value, pointer, reading) => {
  const layout = VIEW_MODES.get(value);
  if (layout === undefined) return leaveOut(reading, pointer, 'expected a viewMode of 0, 1 or 2');
  return change(reading, pointer, `viewMode ${value} is a layout since format 4.0`, layout);
};

/** Layout by format: 4.0 has the first three, 4.2 aggregates, 4.5 `expandedSubtechniques`. */
export const LAYOUT_MEMBERS: ReadonlyMap<string, ReadMember> = new Map([
  ['layout', oneOf(['side', 'flat', 'mini'])],
  ['showID', ofType('boolean')],
  ['showName', ofType('boolean')],
  ['showAggregateScores', ofType('boolean')],
  ['countUnscored', ofType('boolean')],
  ['aggregateFunction', oneOf(['average', 'min', 'max', 'sum'])],
  ['expandedSubtechniques', oneOf(['none', 'all', 'annotated'])],
]);

/** Stages went with PRE-ATT&CK: its techniques are on the platform PRE now. */
export const readStages: ReadMember = (_, pointer, reading) =>
  leaveOut(reading, pointer, 'stages ended with format 4.0: techniques to prepare are on PRE now');
