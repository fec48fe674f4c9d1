import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AttackMappingsError } from '../errors.ts';
import { makeFolder } from './make-folder.ts';
import { isRunning, processSpace, startOf } from './process-identity.ts';

const NAME = '.lock';
/** A holder touches its lock this often; elsewhere than in our own process space that is all there is to go by. */
const HEARTBEAT_MS = 5_000;
const STALE_MS = 60_000;
const ATTEMPTS = 20;

/** What a lock says of its holder. */
interface Holder {
  readonly pid: number;
  readonly started?: string | undefined;
  readonly space: string;
  readonly token: string;
}

/** Releases the lock. */
export type Unlock = () => Promise<void>;

/**
 * Takes the one lock of a folder, so that two builds never write into it at once. The lock of a
 * process that was killed is taken over. Rejects with an `export` error that names the holder.
 */
export async function lockFolder(folder: string): Promise<Unlock> {
  makeFolder(folder);
  const path = join(folder, NAME);
  const mine: Holder = {
    pid: process.pid,
    started: startOf(process.pid),
    space: processSpace(),
    token: randomUUID(),
  };
  const content = JSON.stringify(mine);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await create(path, content)) return hold(path, content);
    const found = await readFile(path, 'utf8').catch(() => undefined);
    if (found === undefined) continue;
    if (await isHeld(path, found)) throw inUse(folder, found);
    await takeAway(path, found);
  }
  throw inUse(folder, (await readFile(path, 'utf8').catch(() => '')) ?? '');
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // On a full disk the file is there and empty.
    await rm(path, { force: true });
    throw error;
  }
}

async function isHeld(path: string, content: string): Promise<boolean> {
  const holder = parse(content);
  if (holder?.space === processSpace()) {
    const started = startOf(holder.pid);
    return isRunning(holder.pid) && (started === undefined || started === holder.started);
  }
  const touched = await stat(path).then(
    (stats) => stats.mtimeMs,
    () => 0,
  );
  return Date.now() - touched <= STALE_MS;
}

function parse(content: string): Holder | undefined {
  try {
    const holder = JSON.parse(content);
    return Number.isInteger(holder?.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Only who holds the guard removes a stale lock, and only that one: a fresh lock is never touched. */
async function takeAway(path: string, content: string): Promise<void> {
  const guard = `${path}.take`;
  if (!(await create(guard, ''))) {
    const since = await stat(guard).then(
      (stats) => stats.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > STALE_MS) await rm(guard, { force: true });
    return void (await sleep(10));
  }
  try {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === content) await rm(path);
  } finally {
    await rm(guard, { force: true });
  }
}

function hold(path: string, content: string): Unlock {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    const found = await readFile(path, 'utf8').catch(() => undefined);
    if (found === content) await rm(path, { force: true });
  };
}

function inUse(folder: string, content: string): AttackMappingsError {
  const pid = parse(content)?.pid;
  const who = pid === undefined ? '' : ` (process ${pid})`;
  return new AttackMappingsError(
    'export',
    folder,
    `another build${who} is writing to ${folder}: wait for it to end, or choose another folder with --out`,
  );
}
