import type { ExportSet } from '../contracts.ts';
import { AttackMappingsError, asAttackMappingsError } from '../errors.ts';
import type { ManifestCombined, ManifestSet } from '../generated/manifest.ts';
import type { SetReport } from '../generated/run-report.ts';
import { grouped } from '../model/grouped.ts';
import type { SetOutcome } from './build-family.ts';
import type { Combiner } from './combine.ts';
import { kept, whyKept } from './merge-manifest.ts';
import type { SetPlan } from './plan.ts';
import type { ReadContext } from './read-set.ts';
import { wholeReader } from './read-whole.ts';
import { errorReport } from './set-report.ts';

/** The plans of one family, published and aligned, and what became of them. */
export interface BuiltFamily {
  readonly plans: readonly SetPlan[];
  readonly outcomes: readonly SetOutcome[];
  /** True when nothing of it was read in this build. */
  readonly unchanged: boolean;
}

export interface CombinedOutcome {
  readonly entries: readonly ManifestCombined[];
  readonly reports: readonly SetReport[];
}

/**
 * The files over all frameworks, a folder a domain. Families that this build did not read are read
 * for it, unless nothing has changed. A domain one of whose sets failed keeps its last good files.
 */
export async function buildCombined(
  families: readonly BuiltFamily[],
  combiner: Combiner,
  previous: ReadonlyMap<string, ManifestCombined>,
  context: Omit<ReadContext, 'report'>,
): Promise<CombinedOutcome> {
  const made = new Map(
    families.flatMap(({ outcomes }) =>
      outcomes.flatMap((outcome) =>
        'error' in outcome ? [] : [[outcome.plan.path, outcome.entry] as const],
      ),
    ),
  );
  const failed = new Map(
    families.flatMap(({ outcomes }) =>
      outcomes.flatMap((outcome) =>
        'error' in outcome ? [[outcome.plan.path, outcome.error] as const] : [],
      ),
    ),
  );
  const aligned = families.flatMap(({ plans }) => plans.filter(isAligned));
  const entriesOf = (plans: readonly SetPlan[]) =>
    plans.map(({ path }) => made.get(path)).filter((entry) => entry !== undefined);
  const stands =
    families.every(({ unchanged }) => unchanged) && (await combiner.stands(entriesOf(aligned)));
  if (!stands) {
    for (const { plans } of families.filter(({ unchanged }) => unchanged)) {
      await combiner.add(await readAligned(plans, context), plans);
    }
  }
  const entries: ManifestCombined[] = [];
  const reports: SetReport[] = [];
  for (const [domain, plans] of grouped(aligned, ({ key }) => key.domain)) {
    const path = combiner.pathOf(domain);
    const known = previous.get(path);
    const sets = entriesOf(plans);
    try {
      const errors = plans.flatMap((plan) => failed.get(plan.path) ?? []);
      if (errors.length > 0) throw incomplete(path, errors);
      const entry = stands && known ? known : await combiner.write(domain, sets);
      entries.push(entry);
      reports.push(report(entry, sets, stands));
    } catch (thrown) {
      const error = asAttackMappingsError(thrown, 'export', path);
      if (error.fatal) throw error;
      if (known) entries.push(kept(known, whyKept(error)));
      const status = error.gate ? 'stale' : 'failed';
      reports.push({ ...NOTHING, path, status, error: errorReport(error) });
    }
  }
  return { entries, reports };
}

function isAligned({ alignedFrom }: SetPlan): boolean {
  return alignedFrom !== undefined;
}

/** What there is to say of these sets is in the report of the build that made their files. */
async function readAligned(
  plans: readonly SetPlan[],
  context: Omit<ReadContext, 'report'>,
): Promise<ExportSet[]> {
  const read = wholeReader(plans, context);
  const sets: ExportSet[] = [];
  for (const plan of plans) {
    if (plan.alignedFrom === undefined) continue;
    await read(plan.alignedFrom, () => {});
    sets.push(await read(plan, () => {}));
  }
  return sets;
}

const NOTHING = { mappings: 0, warnings: 0, files: 0, bytes: 0 };

function report(
  { path, outputs }: ManifestCombined,
  sets: readonly ManifestSet[],
  unchanged: boolean,
): SetReport {
  return {
    path,
    status: unchanged ? 'unchanged' : 'built',
    mappings: sets.reduce((sum, { counts }) => sum + counts.mappings, 0),
    warnings: 0,
    files: outputs.length,
    bytes: outputs.reduce((sum, file) => sum + file.bytes, 0),
  };
}

/** Stopped by a gate where nothing but gates is in the way. */
function incomplete(path: string, errors: readonly AttackMappingsError[]): AttackMappingsError {
  const [gate] = errors.map((error) => error.gate);
  if (gate && errors.every((error) => error.gate)) {
    const reason = `one of its sets was stopped by the gate ${gate.name}`;
    const options = { gate: { name: gate.name, reason } };
    return new AttackMappingsError('expectation', path, `${reason}, see there`, options);
  }
  return new AttackMappingsError(
    'export',
    path,
    'one of its sets failed, and files over all frameworks are made of all sets or not at all: see there',
  );
}
