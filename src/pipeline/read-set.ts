import { techniqueResolver } from '../attack/attack-view.ts';
import type { ExportSet, FetchDocument, ParsedRecord, Parser, Report } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { findingsText, validator } from '../formats/json-schema.ts';
import type { ManifestSet } from '../generated/manifest.ts';
import type { MappingSet, SourceDocument } from '../generated/mapping-set.ts';
import { validate as isMappingSet } from '../generated/mapping-set.validate.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import { assemble, type DocumentRecords } from '../model/assemble.ts';
import { compareText } from '../model/compare.ts';
import { datesOf, isoDate } from '../model/dates.ts';
import { textOf } from '../model/normalise-row.ts';
import { shorten } from '../model/text.ts';
import type { AttackLibrary, SetAttack } from './attack-library.ts';
import type { SetPlan } from './plan.ts';

const validate = validator(isMappingSet);

export interface ReadContext {
  readonly pipeline: Pipeline;
  readonly parser: Parser;
  readonly fetch: FetchDocument;
  readonly attack: AttackLibrary;
  readonly report: Report;
}

/** A set as read, ready for the exporters, with the ATT&CK releases it was resolved against. */
export interface ReadSet extends ExportSet {
  /** Everything it was made from. */
  readonly inputs: ManifestSet['inputs'];
}

/** Documents to canonical set: parse, resolve techniques, assemble, date, validate. */
export async function readSet(plan: SetPlan, context: ReadContext): Promise<ReadSet> {
  const documents = await Promise.all(
    plan.documents.map((url) => parseDocument(url, plan, context)),
  );
  const attack = await context.attack.forSet(plan.key, techniqueIds(documents));
  reportRelease(plan, attack, context.report);
  const set = assemble(documents, {
    key: plan.key,
    framework: plan.framework,
    resolve: techniqueResolver(attack.view),
    attribution: context.pipeline.attribution,
    report: context.report,
  });
  const whole = complete(set, attack, context.pipeline);
  reportDates(plan, set.metadata, context.report);
  check(whole, plan, context.pipeline);
  const { framework, path } = plan;
  return { set: whole, framework, path, attack: attack.view, inputs: inputsOf(whole, attack) };
}

async function parseDocument(
  url: string,
  plan: SetPlan,
  context: ReadContext,
): Promise<DocumentRecords> {
  const { sha256, mediaType, read } = await context.fetch(url);
  const parsed = context.parser({ url, mediaType, sha256, body: await read(), set: plan.key });
  const records: ParsedRecord[] = [];
  if (Symbol.iterator in parsed) for (const record of parsed) records.push(record);
  else for await (const record of parsed) records.push(record);
  const document: SourceDocument = { url, sha256, parser: context.pipeline.parser };
  return { document, records };
}

function techniqueIds(documents: readonly DocumentRecords[]): Set<string> {
  const raw = new Set<unknown>();
  for (const { records } of documents) {
    for (const record of records)
      if (record.kind === 'row') raw.add(record.fields.attack_object_id);
  }
  return new Set([...raw].map(textOf).filter((id) => id !== undefined));
}

function inputsOf(set: MappingSet, attack: SetAttack): ManifestSet['inputs'] {
  return [
    ...set.sources.map(({ url, sha256 }) => ({ url, sha256, role: 'mappings' as const })),
    ...attack.releases.map(({ url, sha256 }) => ({ url, sha256, role: 'attack' as const })),
    { ...attack.index, role: 'releases' as const },
  ].sort((a, b) => compareText(a.url, b.url));
}

function complete(set: MappingSet, attack: SetAttack, pipeline: Pipeline): MappingSet {
  const dates = datesOf({
    creation: set.metadata.creation_date,
    update: set.metadata.last_update,
    frameworkVersion: set.key.framework_version,
    pipeline: pipeline.dates?.[set.key.framework],
    attackRelease: attack.released,
  });
  // Written out member by member: this is the order of the document.
  const { schema_version, key, lineage, label, metadata, ...rest } = set;
  const release = attack.view.index.release;
  return {
    schema_version,
    key,
    lineage,
    label,
    metadata,
    ...(dates ? { dates } : {}),
    attack: release,
    ...rest,
  };
}

function check(set: MappingSet, plan: SetPlan, pipeline: Pipeline): void {
  const fewest = pipeline.expect?.min_rows ?? 1;
  if (set.mappings.length < fewest) {
    throw new AttackMappingsError(
      'expectation',
      plan.path,
      `expected at least ${fewest} row${fewest === 1 ? '' : 's'}, found ${set.mappings.length}: check the source, or expect.min_rows in the pipeline`,
    );
  }
  // Rows are valid however they came: normaliseRow makes no others, which its property test shows.
  const findings = validate({ ...set, mappings: [] });
  if (findings.length > 0) {
    throw new AttackMappingsError(
      'schema',
      plan.path,
      `not a valid mapping set:\n${findingsText(findings)}`,
    );
  }
}

function reportDates(plan: SetPlan, metadata: MappingSet['metadata'], report: Report): void {
  for (const name of ['creation_date', 'last_update'] as const) {
    const text = metadata[name];
    if (text === undefined || isoDate(text) !== undefined) continue;
    report({
      severity: 'warning',
      rule: 'date-unreadable',
      source: plan.documents[0] ?? plan.path,
      place: { pointer: `/metadata/${name}` },
      message: `${name} ${JSON.stringify(shorten(text))} is no date`,
      suggestion: 'write it as MM/DD/YYYY',
    });
  }
}

function reportRelease(plan: SetPlan, attack: SetAttack, report: Report): void {
  const declared = plan.key.attack_version;
  const { version } = attack.view.index.release;
  const source = plan.documents[0] ?? plan.path;
  const place = { pointer: '/metadata/attack_version' };
  if (version !== declared) {
    report({
      severity: 'info',
      rule: 'attack-release',
      source,
      place,
      message: `ATT&CK ${declared} is read as release ${version}`,
    });
  }
}
