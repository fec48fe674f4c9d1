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
/** Files that are made and filled, or removed, at once: what is empty or half for longer was left by a process that was killed. */
const UNFINISHED_MS = 1_000;
const PATIENCE_MS = 5_000;
const PAUSE_MS = 20;

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
  const deadline = performance.now() + PATIENCE_MS;
  let found: string | undefined = '';
  while (performance.now() < deadline) {
    // Read back: who was halted before its lock had a word in it may have lost it.
    if ((await create(path, content)) && (await read(path)) === content) return hold(path, content);
    found = await read(path);
    if (found === undefined) continue;
    if (!(await isHeld(path, found))) await takeAway(path, found);
    else if (parse(found) === undefined) await sleep(PAUSE_MS);
    else break;
  }
  throw inUse(folder, found ?? '');
}

function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
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
  return (await age(path)) <= (holder === undefined ? UNFINISHED_MS : STALE_MS);
}

/** Milliseconds since a file was touched; what is gone has no age that is too little. */
async function age(path: string): Promise<number> {
  const stats = await stat(path).catch(() => undefined);
  return stats === undefined ? Number.POSITIVE_INFINITY : Date.now() - stats.mtimeMs;
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
    if ((await age(guard)) > UNFINISHED_MS) await rm(guard, { force: true });
    return void (await sleep(PAUSE_MS));
  }
  try {
    if ((await read(path)) === content) await rm(path);
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
    if ((await read(path)) === content) await rm(path, { force: true });
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
