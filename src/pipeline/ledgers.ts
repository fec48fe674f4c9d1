import type { Ledger, OutputFolder } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { findingsText, validator } from '../formats/json-schema.ts';
import { readJson } from '../formats/read-json.ts';
import type { ManifestInput, ManifestOutput, ManifestSet } from '../generated/manifest.ts';
import type { LedgerEntry, StixLedger } from '../generated/stix-ledger.ts';
import { validate as isLedger } from '../generated/stix-ledger.validate.ts';
import { artifactName } from '../model/artifact-name.ts';
import { compareText } from '../model/compare.ts';
import { lineageName } from '../model/set-key.ts';
import type { ChosenExporter } from './build-family.ts';
import type { SetPlan } from './plan.ts';
import { isLedgerPath, isOfLineage, LEDGER } from './same-lineage.ts';

const validate = validator(isLedger);

interface LedgerContext {
  readonly output: Pick<OutputFolder, 'read'>;
  /** Entries of the manifest before this build, by path. */
  readonly previous: ReadonlyMap<string, ManifestSet>;
  /** The row filter of the build, which is in the names of its files. */
  readonly filter?: string;
  /** True when every release has ids, hence a history, of its own. */
  readonly allReleases: boolean;
  /** True when history begins with this build where there is none. */
  readonly start: boolean;
}

/** The histories of the families of a build. */
export interface Ledgers {
  /** True when earlier builds kept a history of any set. */
  readonly hasAny: boolean;
  /** True when history is kept of the family. */
  keeps(family: readonly SetPlan[]): boolean;
  /** True when earlier builds kept one: this one goes on from it. */
  goesOn(family: readonly SetPlan[]): boolean;
  /** Undefined where no history is kept. Rejects with `parse` when a ledger is broken. */
  open(family: readonly SetPlan[]): Promise<Ledger | undefined>;
}

/**
 * The histories that the exporters of a family go on with. Throws `config` when there are some and no
 * exporter for them: a build without it would end them.
 */
export function ledgersFor(
  exporters: readonly ChosenExporter[],
  context: Omit<LedgerContext, 'allReleases'>,
): Ledgers {
  const ofFamilies = exporters.filter(({ exporter }) => exporter.scope === 'family');
  if (ofFamilies.length > 0) {
    const allReleases = ofFamilies.some(({ options }) => options.releases === 'all');
    return ledgersOf({ ...context, allReleases });
  }
  const found = listedLedgers(context.previous.values())[0];
  if (found === undefined) {
    return { hasAny: false, keeps: () => false, goesOn: () => false, open: async () => undefined };
  }
  throw new AttackMappingsError(
    'config',
    '--formats',
    `the folder keeps a history of STIX objects (${found}), which a build without stix would end: add stix to the formats, or choose another folder with --out`,
  );
}

function ledgersOf(context: LedgerContext): Ledgers {
  const goesOn = (family: readonly SetPlan[]) => hasLedger(family, context);
  const keeps = (family: readonly SetPlan[]) => context.start || goesOn(family);
  return {
    hasAny: listedLedgers(context.previous.values()).length > 0,
    keeps,
    goesOn,
    open: async (family) => (keeps(family) ? readLedgers(family, context) : undefined),
  };
}

/** True when earlier builds kept a history of one of these sets. */
function hasLedger(plans: readonly SetPlan[], { previous, allReleases }: LedgerContext): boolean {
  return plans.some((plan) =>
    foldersOf(plan, previous, allReleases).some((folder) =>
      previous.get(folder)?.outputs.some(({ path }) => isLedgerPath(path)),
    ),
  );
}

async function readLedgers(plans: readonly SetPlan[], context: LedgerContext): Promise<Ledger> {
  const { output, previous, filter, allReleases } = context;
  const filtered = filter === undefined ? {} : { filter };
  const name = artifactName(filtered, LEDGER, 'json');
  const entries = new Map<string, LedgerEntry>();
  const own = new Map<string, Map<string, LedgerEntry>>();
  const folders = new Map(
    plans.map((plan) => [plan.path, foldersOf(plan, previous, allReleases)] as const),
  );
  for (const [path, candidates] of folders) {
    const known = new Map<string, LedgerEntry>();
    const texts = new Map<string, string>();
    for (const folder of candidates) {
      const file = `${folder}/${name}`;
      const text = await output.read(file);
      if (text !== undefined) texts.set(file, text);
    }
    const listed = listedLedgers(candidates.flatMap((folder) => previous.get(folder) ?? []));
    const lost = listed.find((file) => !texts.has(file));
    if (lost !== undefined && !(await hasMoved(plans, path, name, context)))
      throw lostLedger(path, lost);
    for (const [file, text] of texts) {
      for (const entry of parse(text, file)) {
        keepLatest(known, entry);
        keepLatest(entries, entry);
      }
    }
    own.set(path, known);
  }
  return {
    entries,
    of: (path) => own.get(path) ?? new Map(),
    async *earlier(path, file) {
      for (const folder of folders.get(path) ?? []) {
        const text = await output.read(`${folder}/${file}`);
        if (text !== undefined) yield text;
      }
    },
  };
}

/**
 * True when a build that was killed has put another ledger in the place of one that the manifest
 * lists: in the folder of the set, or of a release of its lineage that took the history over.
 */
async function hasMoved(
  plans: readonly SetPlan[],
  path: string,
  name: string,
  { output, previous }: LedgerContext,
): Promise<boolean> {
  const lineage = plans.find((plan) => plan.path === path)?.lineage;
  const isHeir = (plan: SetPlan) =>
    plan.path === path ||
    (plan.newest && lineage && lineageName(plan.lineage) === lineageName(lineage));
  for (const heir of plans.filter(isHeir)) {
    const file = `${heir.path}/${name}`;
    const isListed = previous.get(heir.path)?.outputs.some((entry) => entry.path === file);
    if (!isListed && (await output.read(file)) !== undefined) return true;
  }
  return false;
}

/** Without a ledger that was published objects would begin anew, and what was revoked come back. */
function lostLedger(path: string, lost: string): AttackMappingsError {
  return new AttackMappingsError(
    'export',
    path,
    `${lost} is in the manifest and not in the folder: restore it as it was published. To begin a new history, build into an empty folder`,
  );
}

/** Paths of the ledgers among the files of sets. */
function listedLedgers(entries: Iterable<ManifestSet>): string[] {
  return [...entries].flatMap(({ outputs }) =>
    outputs.map(({ path }) => path).filter(isLedgerPath),
  );
}

/**
 * Folders that can hold the history of a set's lineage: its own, also when no manifest names it
 * after a kill, and those of earlier releases, the latest first.
 */
function foldersOf(
  plan: SetPlan,
  previous: ReadonlyMap<string, ManifestSet>,
  allReleases: boolean,
): string[] {
  if (allReleases) return [plan.path];
  const others = [...previous.values()]
    .filter((entry) => isOfLineage(entry, plan))
    .sort((a, b) => Number(isCurrent(b)) - Number(isCurrent(a)) || compareText(b.path, a.path));
  return [...new Set([plan.path, ...others.map(({ path }) => path)])];
}

function isCurrent({ status }: ManifestSet): boolean {
  return status === 'current';
}

function parse(text: string, path: string): readonly LedgerEntry[] {
  const advice = 'restore it from where it was published: without it every object begins anew';
  const document = readLedger(text, path, advice);
  const findings = validate(document);
  const objects = findings.length === 0 ? (document as StixLedger).objects : [];
  const odd = objects.find((entry) => !isSound(entry));
  if (findings.length === 0 && odd === undefined) return objects;
  const what = odd
    ? `  the entry of ${odd.id} has no such times, or another object`
    : findingsText(findings);
  throw new AttackMappingsError('parse', path, `not a valid ledger; ${advice}\n${what}`);
}

/** Times that are some, with room for later ones, and an object that is the entry's own. */
function isSound({ id, created, modified = created, object }: LedgerEntry): boolean {
  const isTime = (text: string) => !Number.isNaN(Date.parse(text)) && text < '9999';
  return isTime(created) && isTime(modified) && (object === undefined || object.id === id);
}

function readLedger(text: string, path: string, advice: string): unknown {
  try {
    return readJson(Buffer.from(text), path);
  } catch (cause) {
    if (!(cause instanceof AttackMappingsError)) throw cause;
    throw new AttackMappingsError('parse', path, `${cause.message}; ${advice}`, { cause });
  }
}

/** Ledgers of one family can disagree after a kill: the later version was published too. */
function keepLatest(entries: Map<string, LedgerEntry>, entry: LedgerEntry): void {
  const known = entries.get(entry.id);
  if ((known?.modified ?? '') <= (entry.modified ?? '')) entries.set(entry.id, entry);
}

/**
 * The ledger among the inputs of a set just built: the one that it leaves. On the same documents a
 * build that reads that one writes the same bytes, whatever came before.
 */
export function ledgerInputs(written: readonly ManifestOutput[]): readonly ManifestInput[] {
  return written
    .filter(({ path }) => isLedgerPath(path))
    .map(({ path, sha256 }) => ({ url: path, sha256, role: 'ledger' as const }));
}
