import type { Report } from '../contracts.ts';
import type { Mapping, MappingSet, SourceDocument } from '../generated/mapping-set.ts';
import type { Diagnostic, Place } from '../generated/run-report.ts';
import type { ParsedRecord } from '../records.ts';
import { identityReader } from './capability-identity.ts';
import { compareText } from './compare.ts';
import { describer, isDescribing } from './describe-set.ts';
import { grouped } from './grouped.ts';
import { derivedMappingType } from './mapping-types.ts';
import { normaliseRow } from './normalise-row.ts';
import { COMPARED, type ComparedField, pairRows } from './pair-rows.ts';
import { orderMappings } from './row-order.ts';
import { normaliseText, shorten } from './text.ts';

type Extent = Extract<ParsedRecord, { kind: 'extent' }>;

/** A row of the set, with what became of it so far. */
interface SetRow {
  mapping: Mapping;
}

/** A row of a document that is compared with the set. */
interface OtherRow {
  readonly mapping: Mapping;
  readonly place: Place;
}

/** Adds to a set what other documents say of it, and reports where they disagree. */
export interface Enricher {
  add(document: SourceDocument, records: readonly ParsedRecord[]): void;
  result(): MappingSet;
}

/**
 * Documents are added one by one and let go. What the set says stands: descriptions that it lacks
 * are added with their source, a field that none of its rows has is filled row by row
 * (`derived.filled`), and everything else that differs is a finding. Techniques are not described:
 * ATT&CK does that.
 */
export function enricher(set: MappingSet, report: Report): Enricher {
  const { framework } = set.key;
  const identityOf = identityReader(framework);
  const described = describer(framework, set, report);
  const rows: SetRow[] = set.mappings.map((mapping) => ({ mapping }));
  const bucketOf = ({ mapping }: SetRow) =>
    `${identityOf(mapping.capability_id ?? '')}\0${mapping.attack_object_id ?? ''}`;
  const buckets = grouped(rows, bucketOf);
  const mapped = rows.filter(({ mapping }) => isMapped(mapping));
  const byCapability = grouped(mapped, ({ mapping }) => identityOf(mapping.capability_id ?? ''));
  const byTechnique = grouped(mapped, ({ mapping }) => mapping.attack_object_id ?? '');
  const byGroup = grouped(mapped, ({ mapping }) => mapping.capability_group ?? '');
  const lackingWhen = (isMapping: boolean) => {
    const some = rows.filter(({ mapping }) => isMapped(mapping) === isMapping);
    return new Set(COMPARED.filter((field) => some.every(({ mapping }) => !mapping[field])));
  };
  const lacking = { mapped: lackingWhen(true), nonMappable: lackingWhen(false) };
  const typeNames = new Map(set.mapping_types.map(({ id, name }) => [name ?? id, id]));
  const sources = [...set.sources];

  /** Mapping types are compared by meaning: a page shows their names, a file their ids. */
  const read = (mapping: Mapping, field: ComparedField): string => {
    const value = mapping[field];
    if (value === undefined) return '';
    if (typeof value !== 'string') return value.join('\n');
    if (field === 'mapping_type') return derivedMappingType(typeNames.get(value) ?? value);
    return value.replace(/\s+/g, ' ');
  };

  const scopeOf = ({ of }: Extent): readonly SetRow[] => {
    if (of.capability_id !== undefined) return byCapability.get(identityOf(of.capability_id)) ?? [];
    if (of.attack_object_id !== undefined) return byTechnique.get(of.attack_object_id) ?? [];
    if (of.capability_group !== undefined) return byGroup.get(of.capability_group) ?? [];
    return mapped;
  };

  const compare = (source: string, extent: Extent, others: readonly OtherRow[]): void => {
    const fields = COMPARED.filter((field) => extent.fields.includes(field));
    const met = new Set<SetRow>();
    for (const [bucket, left] of grouped(others, bucketOf)) {
      const isMapping = left.every(({ mapping }) => isMapped(mapping));
      const lacked = isMapping ? lacking.mapped : lacking.nonMappable;
      // Lists of non-mappable capabilities have no more than names, their pages comments too.
      const shown = isMapping
        ? fields
        : COMPARED.filter((field) => left.some(({ mapping }) => mapping[field] !== undefined));
      const known = shown.filter((field) => !lacked.has(field));
      const { pairs, onlyLeft } = pairRows(left, buckets.get(bucket) ?? [], known, read);
      for (const [other, row] of pairs) {
        met.add(row);
        settle(source, other, row, shown, lacked);
      }
      for (const { mapping, place } of onlyLeft) {
        say(source, place, 'row-not-in-set', `${nameOfRow(mapping)} is here and not in the set`);
      }
    }
    if (!extent.complete) return;
    for (const row of scopeOf(extent)) {
      if (met.has(row)) continue;
      const message = `${nameOfRow(row.mapping)} is in the set and not here`;
      say(source, extent.place, 'row-only-in-set', message);
    }
  };

  /** Columns that rows of a set have no name for: said once a document. */
  const reportFields = (source: string, others: readonly OtherRow[]): void => {
    const seen = new Map<string, { place: Place; count: number }>();
    for (const { mapping, place } of others) {
      for (const name of Object.keys(mapping.additional ?? {})) {
        const known = seen.get(name);
        if (known) known.count += 1;
        else seen.set(name, { place, count: 1 });
      }
    }
    for (const [name, { place, count }] of seen) {
      const message = `${count} of its rows have the field ${JSON.stringify(shorten(name))}, which is neither added nor compared`;
      say(source, place, 'field-not-compared', message);
    }
  };

  /** A document with every row lists every group that has rows. */
  const reportGroups = (source: string, records: readonly ParsedRecord[]): void => {
    const groups = records.filter((record) => record.kind === 'group');
    const [first] = groups;
    if (first === undefined) return;
    const listed = new Set(groups.map(({ id }) => normaliseText(id)));
    const missing = [...byGroup.keys()].filter((id) => id !== '' && !listed.has(id));
    for (const id of missing.sort(compareText)) {
      const message = `the group ${JSON.stringify(shorten(id))} has rows in the set and is not listed here`;
      say(source, first.place, 'group-only-in-set', message);
    }
  };

  const settle = (
    source: string,
    { mapping: other, place }: OtherRow,
    row: SetRow,
    fields: readonly ComparedField[],
    lacked: ReadonlySet<ComparedField>,
  ): void => {
    for (const field of fields) {
      const theirs = read(other, field);
      const ours = read(row.mapping, field);
      if (theirs === ours) continue;
      if (ours === '' && lacked.has(field)) row.mapping = filled(row, other, field, source);
      else {
        const at = differenceOf(theirs, ours);
        const message = `${nameOfRow(other)}: ${field} is ${quoted(theirs, at)} here, ${quoted(ours, at)} in the set`;
        say(source, place, 'row-differs', message);
      }
    }
  };

  const say = (source: string, place: Place, rule: string, message: string): void =>
    report({ severity: 'warning', rule, source, place, message } satisfies Diagnostic);

  return {
    add(document, records) {
      const { url } = document;
      sources.push(document);
      for (const record of records) {
        if (record.kind === 'diagnostic') report(record.diagnostic);
        else if (isDescribing(record) && record.kind !== 'technique') described.add(url, record);
      }
      described.endOf(url);
      // A page without any table shows no framework, and says nothing of the rows of one.
      const extent = records.find(
        (record) => record.kind === 'extent' && record.set.framework !== undefined,
      ) as Extent | undefined;
      if (extent === undefined) return;
      const others = records
        .filter((record) => record.kind === 'row')
        .map(({ fields, place }) => ({ mapping: normaliseRow(fields), place }));
      reportFields(url, others);
      compare(url, extent, others);
      if (extent.complete && Object.keys(extent.of).length === 0) reportGroups(url, records);
    },
    result: () => ({
      ...set,
      ...described.result(),
      mappings: orderMappings(
        framework,
        rows.map(({ mapping }) => mapping),
      ),
      sources: sources.sort((a, b) => compareText(a.url, b.url)),
    }),
  };
}

/** Normalised anew, so that the fields stand in their order. */
function filled(row: SetRow, other: Mapping, field: ComparedField, source: string): Mapping {
  const { derived, ...fields } = row.mapping;
  const { additional, ...known } = fields;
  const whole = normaliseRow({ ...known, ...additional, [field]: other[field] });
  if (derived.technique) whole.derived.technique = derived.technique;
  whole.derived.filled = { ...derived.filled, [field]: source };
  return whole;
}

function isMapped({ status, attack_object_id, capability_id }: Mapping): boolean {
  return status !== 'non_mappable' && attack_object_id !== undefined && capability_id !== undefined;
}

function nameOfRow({ capability_id, attack_object_id }: Mapping): string {
  const capability = shorten(capability_id ?? 'no capability');
  return attack_object_id === undefined
    ? capability
    : `${capability} to ${shorten(attack_object_id)}`;
}

/** Where two texts begin to differ. */
function differenceOf(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** A text from a little before the place that matters. */
function quoted(text: string, at: number): string {
  if (text === '') return 'nothing';
  const from = at > 60 ? at - 20 : 0;
  return JSON.stringify(`${from > 0 ? '…' : ''}${shorten(text.slice(from))}`);
}
