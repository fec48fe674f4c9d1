import type { Report } from '../contracts.ts';
import type {
  Capability,
  CapabilityGroup,
  DescribedTechnique,
  Description,
  MappingSet,
} from '../generated/mapping-set.ts';
import type { Diagnostic, Place } from '../generated/run-report.ts';
import type { DescriptionText, ParsedRecord } from '../records.ts';
import { capabilityIdentity } from './capability-identity.ts';
import { compareText } from './compare.ts';
import { additionalFields, textOf } from './normalise-row.ts';
import { normaliseText, sameWords, shorten } from './text.ts';

const NO_FIELDS: ReadonlySet<string> = new Set();

/** Records that say what something is. */
export type DescribingRecord = Extract<
  ParsedRecord,
  { kind: 'capability' | 'group' | 'technique' }
>;

type Described = Pick<MappingSet, 'capabilities' | 'capability_groups' | 'techniques'>;

export function isDescribing(record: ParsedRecord): record is DescribingRecord {
  return record.kind === 'capability' || record.kind === 'group' || record.kind === 'technique';
}

/** Adds what documents say of capabilities, groups and techniques to what rows say of them. */
export interface Describer {
  add(source: string, record: DescribingRecord): void;
  /** Reports capabilities of this document that no row names, and groups that the set lacks, each in one finding. */
  endOf(source: string): void;
  result(): Described;
}

/**
 * The first statement stands: a later one that differs is reported with its place and changes
 * nothing. Names that no row uses are kept behind the others.
 */
export function describer(framework: string, set: Described, report: Report): Describer {
  const capabilities = new Map(set.capabilities.map((entry) => [entry.identity, entry]));
  const groups = new Map(set.capability_groups.map((entry) => [entry.id, entry]));
  const techniques = new Map((set.techniques ?? []).map((entry) => [entry.id, entry]));
  // A document of descriptions alone, which has no rows, is shown as it is.
  const hasRows = capabilities.size > 0;
  // Groups are declared by a set; one that declares none is given those of other documents.
  const hasGroups = groups.size > 0;
  const unmapped: { id: string; place: Place }[] = [];
  const unknownGroups: { id: string; place: Place }[] = [];

  const described = <T extends { readonly description?: Description }>(
    entry: T,
    what: string,
    source: string,
    { description, place }: DescribingRecord,
  ): T => {
    const stated = description && descriptionOf(description, source);
    if (stated === undefined) return entry;
    if (entry.description === undefined) return { ...entry, description: stated };
    if (!sameWords(entry.description.text, stated.text)) {
      report({
        severity: 'info',
        rule: 'description-differs',
        source,
        place,
        message: `${what} is described in other words than in ${entry.description.source}`,
        suggestion: 'the first description is kept',
      });
    }
    return entry;
  };

  const named = <T extends { readonly name?: string }>(
    entry: T,
    what: string,
    source: string,
    { name: raw, place }: DescribingRecord,
  ): T => {
    const name = textOf(raw);
    if (name === undefined) return entry;
    if (entry.name === undefined) return { ...entry, name };
    if (!sameWords(entry.name, name)) {
      report(differentName(what, entry.name, name, source, place));
    }
    return entry;
  };

  const capability = (
    source: string,
    record: Extract<DescribingRecord, { kind: 'capability' }>,
  ): void => {
    const identity = capabilityIdentity(framework, record.id);
    const known = capabilities.get(identity);
    if (known === undefined && hasRows) {
      unmapped.push(record);
      return;
    }
    const entry = known ?? { id: record.id, identity, names: [], groups: [] };
    const what = `the capability ${JSON.stringify(shorten(record.id))}`;
    const name = textOf(record.name);
    const isNew = name !== undefined && !entry.names.some((other) => sameWords(other, name));
    if (isNew && entry.names[0] !== undefined) {
      report(differentName(what, entry.names[0], name, source, record.place));
    }
    const whole = isNew ? { ...entry, names: [...entry.names, name] } : entry;
    const more = described<Capability>(whole, what, source, record);
    capabilities.set(identity, withAdditional(more, what, source, record));
  };

  const withAdditional = (
    entry: Capability,
    what: string,
    source: string,
    { additional = {}, place }: Extract<DescribingRecord, { kind: 'capability' }>,
  ): Capability => {
    const stated = additionalFields(additional, NO_FIELDS);
    if (stated === undefined) return entry;
    for (const [name, value] of Object.entries(entry.additional ?? {})) {
      if (!Object.hasOwn(stated, name) || isSame(stated[name], value)) continue;
      report({
        severity: 'info',
        rule: 'capability-field-differs',
        source,
        place,
        message: `${what}: ${name} is ${inWords(stated[name])} here, ${inWords(value)} elsewhere`,
        suggestion: 'the first one is kept',
      });
    }
    return {
      ...entry,
      additional: additionalFields({ ...stated, ...entry.additional }, NO_FIELDS) ?? {},
    };
  };

  return {
    add(source, record) {
      const id = normaliseText(record.id);
      if (id === undefined) return;
      const what = `the ${record.kind} ${JSON.stringify(shorten(id))}`;
      if (record.kind === 'capability') {
        capability(source, { ...record, id });
      } else if (record.kind === 'group') {
        if (hasGroups && !groups.has(id)) {
          unknownGroups.push({ id, place: record.place });
          return;
        }
        const entry = groups.get(id) ?? { id };
        const whole = named<CapabilityGroup>(entry, what, source, record);
        groups.set(id, described(whole, what, source, record));
      } else {
        const entry = techniques.get(id) ?? { id };
        const whole = named<DescribedTechnique>(entry, what, source, record);
        techniques.set(id, described(whole, what, source, record));
      }
    },
    endOf(source) {
      const say = (
        found: { id: string; place: Place }[],
        severity: Diagnostic['severity'],
        rule: string,
        what: string,
      ) => {
        const [first] = found;
        if (first === undefined) return;
        const some = found.slice(0, 5).map(({ id }) => JSON.stringify(shorten(id)));
        const more = found.length > some.length ? ', …' : '';
        const message = `${found.length} of its ${what}: ${some.join(', ')}${more}`;
        report({ severity, rule, source, place: first.place, message });
        found.length = 0;
      };
      say(unmapped, 'info', 'capability-without-rows', 'capabilities have no row in the set');
      say(unknownGroups, 'warning', 'group-not-in-set', 'groups are not declared in the set');
    },
    result: () => ({
      capabilities: [...capabilities.values()].sort((a, b) => compareText(a.identity, b.identity)),
      capability_groups: byId(groups),
      ...(techniques.size > 0 ? { techniques: byId(techniques) } : {}),
    }),
  };
}

function descriptionOf({ text, links }: DescriptionText, source: string): Description | undefined {
  const normal = normaliseText(text);
  if (normal === undefined) return undefined;
  const kept = (links ?? []).map(({ url, text: words }) => {
    const normalWords = normaliseText(words);
    return { url, ...(normalWords === undefined ? {} : { text: normalWords }) };
  });
  return { text: normal, ...(kept.length > 0 ? { links: kept } : {}), source };
}

function differentName(what: string, known: string, name: string, source: string, place: Place) {
  return {
    severity: 'info',
    rule: 'name-differs',
    source,
    place,
    message: `${what} is called ${JSON.stringify(shorten(name))} here, ${JSON.stringify(shorten(known))} elsewhere`,
  } as const;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function inWords(value: unknown): string {
  return shorten(JSON.stringify(value) ?? 'nothing');
}

function byId<T extends { id: string }>(entries: ReadonlyMap<string, T>): T[] {
  return [...entries.values()].sort((a, b) => compareText(a.id, b.id));
}
