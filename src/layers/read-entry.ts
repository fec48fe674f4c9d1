import { inWords, isRecord } from '../model/json-value.ts';
import type { LayerEntry } from './layer-types.ts';
import { isText, numberOf } from './layer-values.ts';
import { readColour } from './read-colour.ts';
import { readFacts, readLinks } from './read-facts.ts';
import {
  change,
  leaveOut,
  ofType,
  type Reading,
  type ReadMember,
  readMembers,
} from './read-members.ts';

const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/;

/** An ATT&CK technique id in its own spelling; undefined for what is none. */
export function techniqueIdOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const id = value.trim().toUpperCase();
  return TECHNIQUE.test(id) ? id : undefined;
}

const readScore: ReadMember = (value, pointer, reading) => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const number = numberOf(value);
  const found = `expected a number as score, found ${inWords(value)}`;
  if (number === undefined) return leaveOut(reading, pointer, found);
  return change(reading, pointer, found, number);
};

/** Shortnames are lower case with hyphens; `Privilege Escalation` is meant as one. */
const readTactic: ReadMember = (value, pointer, reading) => {
  const found = `expected the shortname of a tactic, found ${inWords(value)}`;
  if (!isText(value) || value.length > 100) return leaveOut(reading, pointer, found);
  const tactic = value
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (tactic === value) return value;
  return change(reading, pointer, found, tactic === '' ? undefined : tactic);
};

const readId: ReadMember = (value, pointer, reading) => {
  const id = techniqueIdOf(value);
  if (id === value || id === undefined) return id;
  return change(reading, pointer, `expected the id as ${id}, found ${inWords(value)}`, id);
};

const MEMBERS: ReadonlyMap<string, ReadMember> = new Map<string, ReadMember>([
  ['techniqueID', readId],
  ['tactic', readTactic],
  ['score', readScore],
  ['color', readColour],
  ['comment', ofType('string')],
  ['enabled', ofType('boolean')],
  ['showSubtechniques', ofType('boolean')],
  ['metadata', readFacts],
  ['links', readLinks],
]);

/** One element of `techniques`; left out when it names no technique. */
export function readEntry(
  value: unknown,
  pointer: string,
  reading: Reading,
): LayerEntry | undefined {
  if (!isRecord(value)) {
    return leaveOut(reading, pointer, `expected an object, found ${inWords(value)}`);
  }
  if (techniqueIdOf(value.techniqueID) === undefined) {
    const found = inWords(value.techniqueID);
    return leaveOut(
      reading,
      `${pointer}/techniqueID`,
      `expected an id as T1059.001, found ${found}; the entry is left out`,
    );
  }
  return Object.fromEntries(readMembers(value, MEMBERS, pointer, reading)) as unknown as LayerEntry;
}
