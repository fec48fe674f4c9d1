import type {
  ChangedRow,
  ChangeReport,
  FieldChange,
  LayerChanges,
  PublishedRow,
  RowKind,
  SetChanges,
  WideChange,
} from '../generated/changes.ts';
import { counted } from '../model/text.ts';

/** What differs in one thing: a value, or a text that is told word by word. */
export interface ShownDifference {
  readonly name: string;
  readonly isText: boolean;
  readonly old?: string;
  readonly new?: string;
}

/** One change in a list. Nothing in it is fit for a terminal or for Markdown yet. */
export interface ShownChange {
  readonly what: string;
  /** Words beside it. */
  readonly note?: string;
  readonly differences: readonly ShownDifference[];
}

/** Changes of one kind of one set or layer. */
export interface ChangeSection {
  readonly title: string;
  readonly changes: readonly ShownChange[];
}

/** Kinds of rows in the order in which they are shown; a row stands under the first of its kinds. */
const ROW_SECTIONS: readonly (readonly [RowKind, string])[] = [
  ['moved', 'mappings moved, because ATT&CK moved the technique'],
  ['retyped', 'mappings of another type'],
  ['rescored', 'mappings rescored'],
  ['comment', 'mappings with another comment'],
  ['references', 'mappings with other references'],
  ['other', 'mappings changed otherwise'],
  ['regrouped', 'mappings whose capability is in another group'],
  ['renamed', 'mappings whose capability or technique has another name'],
  ['respelled', 'mappings spelled otherwise, which is no change'],
];

/** Every list of changes of a set, those without any left out. */
export function setSections(changes: SetChanges): ChangeSection[] {
  const { mappings, capabilities, capability_groups, mapping_types, techniques } = changes;
  const told = toldWidely(mappings.wide);
  return [
    section('mappings added', mappings.added, ofRow),
    section('mappings removed', mappings.removed, ofRow),
    ...ROW_SECTIONS.map(([kind, title]) =>
      section(
        title,
        mappings.changed.filter((row) => firstKind(row) === kind),
        (row) => ofChangedRow(row, told),
      ),
    ),
    section('changed in all rows alike', mappings.wide, ofWide),
    ...entrySections('capabilities', capabilities, ({ identity }) => identity),
    ...entrySections('capability groups', capability_groups, ({ id }) => id),
    ...entrySections('mapping types', mapping_types, ({ id }) => id),
    ...entrySections('described techniques', techniques, ({ id }) => id),
    section('metadata', changes.metadata, ofField),
  ].filter((entry) => entry.changes.length > 0);
}

/** The same of a layer. */
export function layerSections({ techniques, members }: LayerChanges): ChangeSection[] {
  const name = ({ techniqueID, tactic }: { techniqueID: string; tactic?: string }) =>
    tactic === undefined ? techniqueID : `${techniqueID} under ${tactic}`;
  return [
    ...entrySections('techniques', techniques, name),
    section('the layer itself', members, ofField),
  ].filter((entry) => entry.changes.length > 0);
}

/** Sets and layers that one side alone has. */
export function wholeSections(report: ChangeReport): ChangeSection[] {
  const ofSet = ({
    key,
    label,
    aligned,
    capabilities,
    mappings,
  }: (typeof report.sets_added)[0]) => ({
    what: `${label} ${key.framework_version}, ATT&CK ${key.attack_version}, ${key.domain}${aligned ? ', aligned' : ''}`,
    note: `${counted(mappings, 'mapping')}, ${counted(capabilities, 'capability', 'capabilities')}`,
    differences: [],
  });
  const ofLayer = (what: string) => ({ what, differences: [] });
  return [
    section('sets added', report.sets_added, ofSet),
    section('sets removed', report.sets_removed, ofSet),
    section('layers added', report.layers_added, ofLayer),
    section('layers removed', report.layers_removed, ofLayer),
  ].filter((entry) => entry.changes.length > 0);
}

function section<T>(
  title: string,
  members: readonly T[],
  shown: (member: T) => ShownChange,
): ChangeSection {
  return { title, changes: members.map(shown) };
}

function entrySections<T extends object>(
  what: string,
  changes: { added: T[]; removed: T[]; changed: { kinds: string[]; old: T; new: T }[] },
  nameOf: (entry: T) => string,
): ChangeSection[] {
  const alone = (entry: T) => ({ what: nameOf(entry), differences: [] });
  return [
    section(`${what} added`, changes.added, alone),
    section(`${what} removed`, changes.removed, alone),
    section(`${what} changed`, changes.changed, (entry) => ({
      what: nameOf(entry.new),
      note: entry.kinds.join(', '),
      differences: differencesOf(entry.old, entry.new),
    })),
  ];
}

function firstKind({ kinds }: ChangedRow): RowKind | undefined {
  return ROW_SECTIONS.find(([kind]) => kinds.includes(kind))?.[0];
}

/** `AC-2 → T1110 (mitigates, protect: partial)` */
function nameOfRow(row: PublishedRow): string {
  const { capability_id = '(no capability)', attack_object_id = '(no technique)' } = row;
  const score = [row.score_category, row.score_value].filter((part) => part !== undefined);
  const facts = [row.mapping_type, score.join(': '), row.status === 'complete' ? '' : row.status];
  const shown = facts.filter(Boolean).join(', ');
  return `${capability_id} → ${attack_object_id}${shown === '' ? '' : ` (${shown})`}`;
}

function ofRow(row: PublishedRow): ShownChange {
  return { what: nameOfRow(row), differences: [] };
}

function ofChangedRow(
  { old, new: next, kinds }: ChangedRow,
  told: (field: string, old: PublishedRow) => boolean,
): ShownChange {
  const differences = differencesOf(old, next).filter(({ name }) => !told(name, old));
  return { what: nameOfRow(old), note: kinds.join(', '), differences };
}

/** Tells whether a wide change says already what became of a field of a row. */
function toldWidely(wide: readonly WideChange[]): (field: string, old: PublishedRow) => boolean {
  const scopeOf = (of: object = {}) => JSON.stringify(Object.entries(of));
  const known = new Set(
    wide.map(({ field, of, old = null }) => JSON.stringify([field, old, scopeOf(of)])),
  );
  return (field, row) => {
    const value = new Map<string, unknown>(Object.entries(row)).get(field) ?? null;
    const { capability_id, attack_object_id } = row;
    const scopes = [undefined, { capability_id }, { attack_object_id }];
    return scopes.some((of) => known.has(JSON.stringify([field, value, scopeOf(of)])));
  };
}

function ofWide({ field, of, old, new: next, rows, kind }: WideChange): ShownChange {
  const scope = Object.values(of ?? {}).join(', ');
  return {
    what: scope === '' ? field : `${field} of ${scope}`,
    note: `${kind}, ${counted(rows, 'row')}`,
    differences: [difference('', false, old, next)],
  };
}

function ofField({ field, old, new: next }: FieldChange): ShownChange {
  return { what: field, differences: [difference('', false, old, next)] };
}

/** Texts of several words are told word by word. */
const TEXTS: ReadonlySet<string> = new Set(['comments', 'comment', 'references', 'description']);

function differencesOf(old: object, next: object): ShownDifference[] {
  const before = new Map<string, unknown>(Object.entries(old));
  const after = new Map<string, unknown>(Object.entries(next));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [a, b] = [before.get(name), after.get(name)];
    if (JSON.stringify(a) === JSON.stringify(b)) return [];
    return difference(name, TEXTS.has(name), a, b);
  });
}

function difference(name: string, isText: boolean, a: unknown, b: unknown): ShownDifference {
  return {
    name,
    isText,
    ...(a === undefined ? {} : { old: shown(a) }),
    ...(b === undefined ? {} : { new: shown(b) }),
  };
}

/** References, one after the other; other values as they are, objects as JSON. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  const isTextList = Array.isArray(value) && value.every((entry) => typeof entry === 'string');
  return isTextList ? value.join(' ') : (JSON.stringify(value) ?? '');
}
