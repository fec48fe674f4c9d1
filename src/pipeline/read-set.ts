import { techniqueResolver } from '../attack/attack-view.ts';
import type { ExportSet, Report } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { findingsText, validator } from '../formats/json-schema.ts';
import { factsOf } from '../gates/facts-of.ts';
import type { SetJudge } from '../gates/set-judge.ts';
import type { ManifestFacts, ManifestSet } from '../generated/manifest.ts';
import type { MappingSet, SourceDocument } from '../generated/mapping-set.ts';
import { validate as isMappingSet } from '../generated/mapping-set.validate.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import { assemble, type DocumentRecords } from '../model/assemble.ts';
import { compareText } from '../model/compare.ts';
import { datesOf } from '../model/dates.ts';
import { recordsOfSet } from '../model/records-of-set.ts';
import { withFacts } from '../model/stated-facts.ts';
import { recordedTechniqueIds } from '../model/technique-ids.ts';
import type { ParsedRecord } from '../records.ts';
import { rowChecker } from '../rules/check-rows.ts';
import { dateUnreadable, unreadableDates } from '../rules/date-unreadable.ts';
import type { AttackLibrary, SetAttack } from './attack-library.ts';
import type { BuildLock } from './build-lock.ts';
import { enrichSet } from './enrich-documents.ts';
import { type ParseContext, parseDocument } from './parse-document.ts';
import { documentsOf, type SetPlan } from './plan.ts';

const validate = validator(isMappingSet);

export interface ReadContext extends ParseContext {
  readonly pipeline: Pipeline;
  readonly attack: AttackLibrary;
  readonly report: Report;
  /** Says whether a set may be written; absent where nothing is. */
  readonly judge?: SetJudge;
  /** Holds the set to what the manifest says it was read from. */
  readonly lock?: BuildLock;
}

/** A set as read, ready for the exporters, with the ATT&CK releases it was resolved against. */
export interface ReadSet extends ExportSet {
  /** Everything it was made from. */
  readonly inputs: ManifestSet['inputs'];
  /** What the gates of the next build compare with; of published sets. */
  readonly facts?: ManifestFacts;
}

/** Documents to canonical set: parse, resolve techniques, assemble, enrich, date, judge, validate. */
export async function readSet(plan: SetPlan, context: ReadContext): Promise<ReadSet> {
  for (const note of plan.notes ?? []) context.report(note);
  const documents = await Promise.all(
    documentsOf(plan, 'rows').map(async (planned): Promise<DocumentRecords> => {
      const { document, records } = await parseDocument(planned, plan, context);
      return { document, records: recordsOfSet(records, plan.key) };
    }),
  );
  const ids = recordedTechniqueIds(documents.flatMap(({ records }) => records));
  const { judge } = context;
  judge?.release(plan, await context.attack.lists(plan.key));
  const attack = await context.attack.forSet(plan.key, ids);
  reportRelease(plan, attack, context.report);
  const set = assemble(plan.facts ? withFacts(documents, plan.facts, plan.key) : documents, {
    key: plan.key,
    framework: plan.framework,
    resolve: techniqueResolver(attack.view),
    attribution: context.pipeline.attribution,
    report: context.report,
    checkRow: rowChecker(plan.key.domain, context.report, attack.view),
  });
  const enriched = await enrichSet(set, plan, context);
  const whole = complete(enriched, attack, context.pipeline);
  reportDates(plan, set.metadata, context.report);
  const { framework, path } = plan;
  const facts = factsOf(whole, allRecords(documents));
  judge?.rows(plan, { path, rows: whole.mappings.length, facts });
  check(whole, path);
  const read = documents.map(({ document }) => document);
  const added = enriched.sources.filter((source) => !set.sources.includes(source));
  const inputs = inputsOf([...read, ...added], attack);
  return { set: whole, framework, path, attack: attack.view, inputs, facts };
}

function* allRecords(documents: readonly DocumentRecords[]): Generator<ParsedRecord> {
  for (const { records } of documents) yield* records;
}

function inputsOf(documents: readonly SourceDocument[], attack: SetAttack): ManifestSet['inputs'] {
  return [
    ...documents.map(({ url, sha256, role, parser }) => ({
      url,
      sha256,
      role: role === 'enrich' ? ('enrichment' as const) : ('mappings' as const),
      parser,
    })),
    ...attack.releases.map(({ url, sha256 }) => ({ url, sha256, role: 'attack' as const })),
    { ...attack.index, role: 'releases' as const },
  ].sort((a, b) => compareText(a.url, b.url));
}

function complete(set: MappingSet, attack: SetAttack, pipeline: Pipeline): MappingSet {
  const dates =
    set.dates ??
    datesOf({
      creation: set.metadata.creation_date,
      update: set.metadata.last_update,
      frameworkVersion: set.key.framework_version,
      pipeline: pipeline.dates?.[set.key.framework],
      attackRelease: attack.released,
    });
  // Written out member by member: this is the order of the document.
  const { schema_version, key, inferred, lineage, label, metadata, dates: _, ...rest } = set;
  const release = attack.view.index.release;
  return {
    schema_version,
    key,
    ...(inferred ? { inferred } : {}),
    lineage,
    label,
    metadata,
    ...(dates ? { dates } : {}),
    attack: release,
    ...rest,
  };
}

function check(set: MappingSet, path: string): void {
  // Rows are valid however they came: normaliseRow makes no others, which its property test shows.
  const findings = validate({ ...set, mappings: [] });
  if (findings.length > 0) {
    throw new AttackMappingsError(
      'schema',
      path,
      `not a valid mapping set:\n${findingsText(findings)}`,
    );
  }
}

function reportDates(plan: SetPlan, metadata: MappingSet['metadata'], report: Report): void {
  const source = plan.documents[0]?.url ?? plan.path;
  for (const { edits: _, ...finding } of unreadableDates({ ...metadata }, { pointer: '/metadata' }))
    report({ severity: dateUnreadable.severity, rule: dateUnreadable.name, source, ...finding });
}

function reportRelease(plan: SetPlan, attack: SetAttack, report: Report): void {
  const declared = plan.key.attack_version;
  const { version } = attack.view.index.release;
  const source = plan.documents[0]?.url ?? plan.path;
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
