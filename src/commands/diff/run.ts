import { changeReport } from '../../changes/change-report.ts';
import { isChanged } from '../../changes/change-totals.ts';
import { compareLayers } from '../../changes/compare-layers.ts';
import { matchSets } from '../../changes/match-sets.ts';
import { AttackMappingsError } from '../../errors.ts';
import type { ChangeReport } from '../../generated/changes.ts';
import type { MappingSet, SetKey } from '../../generated/mapping-set.ts';
import type { Diagnostic } from '../../generated/run-report.ts';
import { visible } from '../../model/text.ts';
import { type AttackRequest, type OpenAttack, openAttack } from '../open-attack.ts';
import { candidates } from './candidates.ts';
import { changedFiles } from './changed-files.ts';
import { type ComparedSets, compareWith } from './compare-with.ts';
import { type NewAttack, newAttack } from './moves.ts';
import { openSides, type SideRequest, type Sides } from './open-sides.ts';
import type { SideFile } from './side.ts';
import { holdAny, type SideContent, sideContent } from './side-content.ts';

export interface DiffRequest extends SideRequest, Omit<AttackRequest, 'attack' | 'signal'> {
  /** As elsewhere; false: ATT&CK is not asked, and no row is told to have moved. */
  readonly attack?: string | false;
  /** Sets that a build carried to another ATT&CK version, below aligned-*, are compared too. */
  readonly aligned?: boolean;
  /** What files do not say of their sets. */
  readonly key?: Partial<SetKey>;
}

export interface DiffRun {
  readonly report: ChangeReport;
  /** Pairs of sets in which something changed. */
  readonly changed: readonly ComparedSets[];
  readonly diagnostics: readonly Diagnostic[];
  /** Local files that were compared. */
  readonly paths: readonly string[];
  /** What went wrong and was got over. */
  readonly notes: readonly string[];
}

/** What changed from OLD to NEW. Rejects with an AttackMappingsError. */
export async function diff(request: DiffRequest): Promise<ChangeReport> {
  return (await runDiff(request, false)).report;
}

/** The same with what it was told of; `withIndex`: with ATT&CK for each pair that differs. */
export async function runDiff(request: DiffRequest, withIndex: boolean): Promise<DiffRun> {
  const { attack: source, aligned = false, key = {} } = request;
  const diagnostics: Diagnostic[] = [];
  const notes: string[] = [];
  const sides = await openSides(request);
  const wanted = [sides.old, sides.new].map(({ files }) => candidates(files, aligned));
  const files = await changedFiles(wanted[0] ?? [], wanted[1] ?? []);
  const context = { key, report: (finding: Diagnostic) => diagnostics.push(finding) };
  const old = await sideContent(files.old, context);
  const next = await sideContent(files.new, context);
  await refuseOthers(sides, old, next, wanted.flat());

  const { signal } = request;
  let open: OpenAttack | undefined;
  const ask = async (set: MappingSet, ids: Iterable<string>): Promise<NewAttack | undefined> => {
    if (source === false) return undefined;
    const { attack: _, ...others } = request;
    open ??= await openAttack({ ...others, ...(source ? { attack: source } : {}) });
    signal?.throwIfAborted();
    const isAskedFor = source !== undefined;
    return newAttack(open.library, set.key, ids, { isAskedFor, say: (line) => notes.push(line) });
  };
  try {
    const match = matchSets(old.sets, next.sets);
    const compared: ComparedSets[] = [];
    for (const [before, after] of match.pairs) {
      compared.push(await compareWith(before, after, ask, withIndex));
    }
    return {
      report: changeReport({
        old: sides.old.label,
        new: sides.new.label,
        sets: compared.map(({ changes }) => changes),
        setsAdded: match.added,
        setsRemoved: match.removed,
        ...layerChanges(old, next),
      }),
      changed: compared.filter(({ changes }) => isChanged(changes.totals)),
      diagnostics,
      paths: [...sides.old.files, ...sides.new.files].flatMap(({ path }) => path ?? []),
      notes: [...new Set(notes)],
    };
  } finally {
    await open?.close();
  }
}

/** One layer on each side are compared whatever their names; of folders those of one path. */
function layerChanges({ layers: olds }: SideContent, { layers: news }: SideContent) {
  const [old, next] = [[...olds.values()], [...news.values()]];
  if (old.length === 1 && next.length === 1 && old[0] && next[0]) {
    return { layers: [compareLayers(old[0], next[0])] };
  }
  return {
    layers: [...news].flatMap(([name, layer]) => {
      const before = olds.get(name);
      return before === undefined ? [] : [compareLayers(before, layer)];
    }),
    layersAdded: [...news.keys()].filter((name) => !olds.has(name)),
    layersRemoved: [...olds.keys()].filter((name) => !news.has(name)),
  };
}

/** Sets and layers are not compared, and neither is a side where nothing is either. */
async function refuseOthers(
  sides: Sides,
  old: SideContent,
  next: SideContent,
  files: readonly SideFile[],
): Promise<void> {
  const [oldName, newName] = [visible(sides.old.label), visible(sides.new.label)];
  const [before, after] = [kindOf(old), kindOf(next)];
  const isNothing = before === undefined && after === undefined;
  // Files that are the same on both sides were not read.
  if (isNothing && !(await holdAny(files))) {
    throw new AttackMappingsError(
      'config',
      'diff',
      `neither ${oldName} nor ${newName} holds mapping sets or Navigator layers: name files, folders or revisions that do`,
    );
  }
  if (before !== undefined && after !== undefined && before !== after) {
    throw new AttackMappingsError(
      'config',
      'diff',
      `${oldName} holds ${before}, ${newName} ${after}: compare sets with sets, or layers with layers`,
    );
  }
}

function kindOf({ sets, layers }: SideContent): string | undefined {
  if (sets.length > 0) return 'mapping sets';
  return layers.size > 0 ? 'layers' : undefined;
}
