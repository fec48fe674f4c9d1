import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  brokenInCache,
  differences,
  type FolderState,
  folderState,
  neitherOldNorNew,
} from './folder-state.ts';
import type { Inputs } from './inputs.ts';
import { type Moment, type Ran, runOnce } from './run-once.ts';

/** Killed at most this often before it may complete. */
const KILLS_IN_A_ROW = 3;

export interface Place {
  readonly cli: string;
  /** A folder of the harness's own. */
  readonly folder: string;
  readonly inputs: Inputs;
  readonly random: () => number;
}

export interface NightResult {
  readonly kills: number;
  /** Runs that had ended before their moment came. */
  readonly late: number;
  /** One for each round that went wrong: when it was killed, and what was found. */
  readonly problems: readonly string[];
}

/**
 * One night: inputs change, one run is left alone and is what others are compared with; then,
 * from where it began, up to `rounds` times a run is killed once or more, what it leaves is looked
 * at, and a last run completes. Ends in the state of the run that was left alone.
 */
export async function night(place: Place, rounds: number, most: number): Promise<NightResult> {
  const { folder, inputs, random } = place;
  await inputs.change(random);
  const command = random() < 0.7 ? 'regenerate' : 'build';
  const [kept, wanted, tried] = ['kept', 'wanted', 'tried'].map((name) => join(folder, name));
  if (!kept || !wanted || !tried) throw new Error('no folders');
  await mkdir(kept, { recursive: true });
  await copyOf(kept, wanted);
  const countFile = join(folder, 'count');
  const left = await runOnce(place.cli, argsOf(command, inputs, wanted), { countFile });
  if (left.exitCode === null || /\n {4}at /.test(left.text))
    return { kills: 0, late: 0, problems: [`the run that was left alone failed: ${left.text}`] };
  const before = await folderState(join(kept, 'out'));
  const after = await folderState(join(wanted, 'out'));
  const operations = Number(await readFile(countFile, 'utf8'));

  let kills = 0;
  let late = 0;
  const problems: string[] = [];
  for (let round = 0; round < rounds && kills < most; round += 1) {
    await copyOf(kept, tried);
    const row = 1 + Math.floor(random() * KILLS_IN_A_ROW);
    const moments: string[] = [];
    const found: string[] = [];
    let last: Ran | undefined;
    for (let turn = 0; turn < row && kills < most && last === undefined; turn += 1) {
      const kill = momentOf(random, operations);
      moments.push(JSON.stringify(kill));
      const ran = await runOnce(place.cli, argsOf(command, inputs, tried), { kill });
      if (ran.exitCode === null) kills += 1;
      else {
        // What it changed is told already: another run would have nothing to tell.
        late += 1;
        last = ran;
      }
      found.push(...(await afterKill(tried, before, after)));
    }
    last ??= await runOnce(place.cli, argsOf(command, inputs, tried));
    found.push(...(await afterAll(tried, after, last, left)));
    found.push(...(await changesDiffer(tried, wanted)));
    const told = shortened(found).map((problem) => `\n    ${problem}`);
    if (found.length > 0) problems.push(`${command}, ${moments.join(' ')}:${told.join('')}`);
  }
  await copyOf(wanted, kept);
  return { kills, late, problems };
}

/** One mistake can show in every file. */
function shortened(problems: readonly string[]): string[] {
  const most = 5;
  if (problems.length <= most) return [...problems];
  return [...problems.slice(0, most), `and ${problems.length - most} more`];
}

function argsOf(command: string, inputs: Inputs, folder: string): string[] {
  const places = ['--out', join(folder, 'out'), '--cache', join(folder, 'cache'), '--quiet'];
  const changes = command === 'regenerate' ? ['--changes', join(folder, 'changes.md')] : [];
  return [command, ...inputs.args, ...places, ...changes];
}

/** Most by count of operations: times depend on the machine. */
function momentOf(random: () => number, operations: number): Moment {
  if (random() < 0.2) return { milliseconds: 50 + Math.floor(random() * 700) };
  const operation = 1 + Math.floor(random() * operations);
  const when = (['before', 'half', 'after'] as const)[Math.floor(random() * 3)] ?? 'before';
  return { operation, when };
}

async function copyOf(source: string, target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await cp(source, target, { recursive: true });
}

async function afterKill(
  folder: string,
  before: FolderState,
  after: FolderState,
): Promise<string[]> {
  const out = await folderState(join(folder, 'out'));
  return [
    ...neitherOldNorNew(withoutPipeline(out), withoutPipeline(before), withoutPipeline(after)),
    ...(await brokenInCache(join(folder, 'cache'))),
  ];
}

/** The same paths below the folder of the pipeline, where what is in the making begins with a dot. */
function withoutPipeline(state: FolderState): FolderState {
  return new Map([...state].map(([path, hash]) => [path.slice(path.indexOf('/') + 1), hash]));
}

async function afterAll(
  folder: string,
  after: FolderState,
  last: Ran,
  left: Ran,
): Promise<string[]> {
  const wrong = differences(await folderState(join(folder, 'out')), after);
  if (last.exitCode === left.exitCode) return wrong;
  return [
    `expected exit code ${left.exitCode}, found ${last.exitCode}: ${last.text.slice(-1500)}`,
    ...wrong,
  ];
}

/** What changed is told against what was there before the first run that was killed. */
async function changesDiffer(tried: string, wanted: string): Promise<string[]> {
  const read = (folder: string) => readFile(join(folder, 'changes.md'), 'utf8').catch(() => '');
  const [found, expected] = await Promise.all([read(tried), read(wanted)]);
  return found === expected ? [] : ['changes.md tells of other changes'];
}
