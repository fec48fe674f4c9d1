import type {
  Artifact,
  Exporter,
  ExportSet,
  Ledger,
  Ports,
  Report,
  Staging,
  WrittenFile,
} from '../contracts.ts';
import type { AttackMappingsError } from '../errors.ts';
import type { ManifestOutput, ManifestSet } from '../generated/manifest.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import type { RowFilter } from '../model/where.ts';
import type { Combiner } from './combine.ts';
import { type FailedSet, heldBack } from './hold-back.ts';
import { type Ledgers, ledgerInputs } from './ledgers.ts';
import { refuseOtherFiles } from './locked-files.ts';
import { manifestSet } from './manifest.ts';
import { otherFormats } from './other-formats.ts';
import type { SetPlan } from './plan.ts';
import type { ReadContext, ReadSet } from './read-set.ts';
import { type ReadWhole, wholeReader } from './read-whole.ts';
import { isOfFamily } from './same-lineage.ts';
import { setFailure } from './set-failure.ts';
import { settleFiles } from './settle-files.ts';

/** An exporter with the options of the pipeline file. */
export interface ChosenExporter {
  readonly exporter: Exporter;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface FamilyContext {
  readonly read: Omit<ReadContext, 'report'>;
  readonly exporters: readonly ChosenExporter[];
  readonly filter: RowFilter | undefined;
  readonly ports: Ports;
  /** Entries of the manifest before this build, by path. */
  readonly previous: ReadonlyMap<string, ManifestSet>;
  /** Stands for the settings of the pipeline and the version of this project. */
  readonly settings: string;
  /** True when a file is in the output folder with just these bytes. */
  readonly holds: (file: WrittenFile) => Promise<boolean>;
  readonly ledgers: Ledgers;
  /** Sets of earlier builds that this one could not list, or that a gate keeps though they are gone. */
  readonly unlisted: readonly {
    readonly entry: ManifestSet;
    readonly error: AttackMappingsError;
  }[];
  /** Takes the aligned sets of each family, for the files over all frameworks. */
  readonly combine?: Combiner['add'];
}

/** What became of one set. */
export type SetOutcome =
  | {
      readonly plan: SetPlan;
      readonly entry: ManifestSet;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly plan: SetPlan | Pick<SetPlan, 'path'>; readonly error: AttackMappingsError };

/** A set between its own artefacts and those of its family. */
interface OpenSet {
  readonly plan: SetPlan;
  readonly read: ReadSet;
  readonly staging: Staging;
  readonly diagnostics: Diagnostic[];
  readonly written: ManifestSet['outputs'];
}

/**
 * Builds the sets of one family. Sets that the family exporters do not take are finished and
 * forgotten one by one; the others stay until the family's artefacts are written. A set that fails
 * keeps its last good files and ends nothing but itself.
 */
export async function buildFamily(
  plans: readonly SetPlan[],
  context: FamilyContext,
): Promise<SetOutcome[]> {
  const outcomes: SetOutcome[] = [];
  const open: OpenSet[] = [];
  const failed: FailedSet[] = context.unlisted
    .filter(({ entry }) => isOfFamily(entry, plans))
    .map(({ entry: { path, aligned_from }, error }) => {
      return { path, isAligned: aligned_from !== undefined, error };
    });
  const aligned: ExportSet[] = [];
  const readWhole = wholeReader(plans, context.read);
  for (const plan of plans) {
    context.ports.signal.throwIfAborted();
    const opened = await openSet(plan, context, readWhole);
    if (!('error' in opened) && plan.alignedFrom) aligned.push(opened.read);
    if ('error' in opened) {
      outcomes.push(opened);
      const isAligned = plan.alignedFrom !== undefined;
      if (takenByFamily(plan, context))
        failed.push({ path: plan.path, isAligned, error: opened.error });
    } else if (!isEmpty(opened.read) && takenByFamily(plan, context)) open.push(opened);
    else outcomes.push(await closeSet(opened, context));
  }
  const closed = await closeFamily(plans, open, failed, context);
  outcomes.push(...closed);
  // Where one of them failed no files over all frameworks are made.
  if (closed.every((outcome) => !('error' in outcome))) await context.combine?.(aligned, plans);
  return settleFiles(outcomes, context);
}

/** Sets whose artefacts share objects are written together, or not at all. */
async function closeFamily(
  plans: readonly SetPlan[],
  open: readonly OpenSet[],
  failed: readonly FailedSet[],
  context: FamilyContext,
): Promise<SetOutcome[]> {
  const closed: SetOutcome[] = [];
  const fail = async ({ plan, staging }: OpenSet, error: AttackMappingsError) => {
    await staging.discard();
    closed.push({ plan, error });
  };
  const missing = context.ledgers.goesOn(plans) ? failed : [];
  const going: OpenSet[] = [];
  for (const set of open) {
    const error = heldBack(set.plan, missing);
    if (error) await fail(set, error);
    else going.push(set);
  }
  const exported = going.length > 0 ? await exportFamily(plans, going, context) : undefined;
  for (const set of going) {
    if (exported) await fail(set, exported);
    else closed.push(await closeSet(set, context));
  }
  return closed;
}

async function openSet(
  plan: SetPlan,
  context: FamilyContext,
  readWhole: ReadWhole,
): Promise<OpenSet | Extract<SetOutcome, { error: unknown }>> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const staging = context.ports.output.stage();
  try {
    const whole = await readWhole(plan, report);
    const read = context.filter ? { ...whole, set: context.filter.apply(whole.set) } : whole;
    const written: ManifestSet['outputs'] = [];
    for (const { artifact, format } of isEmpty(read)
      ? []
      : artifactsOf(context.exporters, 'set', [read], report)) {
      written.push(outputOf(await staging.write(artifact), format));
    }
    return { plan, read, staging, diagnostics, written };
  } catch (error) {
    await staging.discard();
    return { plan, error: setFailure(error, plan.path) };
  }
}

/** A filter can leave nothing, and nothing is not written. */
function isEmpty({ set }: ReadSet): boolean {
  return set.mappings.length === 0;
}

function takenByFamily(plan: SetPlan, { exporters }: FamilyContext): boolean {
  return exporters.some(
    ({ exporter, options }) =>
      exporter.scope === 'family' && (plan.newest || options.releases === 'all'),
  );
}

/**
 * Artefacts of a family belong to the set whose folder they are in. Resolves to
 * what ended the sets, if anything did.
 */
async function exportFamily(
  plans: readonly SetPlan[],
  open: readonly OpenSet[],
  context: FamilyContext,
): Promise<AttackMappingsError | undefined> {
  const report: Report = (diagnostic) => {
    const owner = open.find((set) =>
      set.read.set.sources.some(({ url }) => url === diagnostic.source),
    );
    (owner ?? open[0])?.diagnostics.push(diagnostic);
  };
  try {
    const sets = open.map((set) => set.read);
    const ledger = await context.ledgers.open(plans);
    const artifacts = artifactsOf(context.exporters, 'family', sets, report, ledger);
    for (const { artifact, format } of artifacts) {
      const owner = ownerOf(artifact, open);
      owner.written.push(outputOf(await owner.staging.write(artifact), format));
    }
    return undefined;
  } catch (error) {
    return setFailure(error, open.map((set) => set.plan.path).join(', '));
  }
}

/** One after the other: a set's layers need not all stand in memory. */
function* artifactsOf(
  exporters: readonly ChosenExporter[],
  scope: Exporter['scope'],
  sets: readonly ExportSet[],
  report: Report,
  ledger?: Ledger,
): Generator<{ artifact: Artifact; format: string }> {
  for (const { exporter, options } of exporters) {
    if (exporter.scope !== scope) continue;
    const input = { sets, options, ...(ledger ? { ledger } : {}) };
    for (const artifact of exporter.artifacts(input, report)) {
      yield { artifact, format: exporter.name };
    }
  }
}

function outputOf({ path, sha256, bytes }: WrittenFile, format: string): ManifestOutput {
  return { path, format, sha256, bytes };
}

function ownerOf(artifact: Artifact, open: readonly OpenSet[]): OpenSet {
  const owner = open.find((set) => artifact.path.startsWith(`${set.plan.path}/`));
  if (owner === undefined) throw new Error(`the artefact ${artifact.path} lies in no set's folder`);
  return owner;
}

async function closeSet(set: OpenSet, context: FamilyContext): Promise<SetOutcome> {
  const { plan, read, diagnostics, written } = set;
  const { lock } = context.read;
  try {
    const formats = context.exporters.map(({ exporter }) => exporter.name);
    if (lock) refuseOtherFiles(lock, { path: plan.path, written, formats });
    await set.staging.commit();
    const kept = await otherFormats(read, plan, context);
    const inputs = [...read.inputs, ...ledgerInputs(written)];
    const outputs = [...written, ...kept];
    return {
      plan,
      entry: manifestSet(plan, { ...read, inputs }, diagnostics, outputs, context.settings),
      diagnostics,
    };
  } catch (error) {
    await set.staging.discard();
    return { plan, error: setFailure(error, plan.path) };
  }
}
