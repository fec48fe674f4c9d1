import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AttackMappingsError } from '../errors.ts';
import { makeFolder } from './make-folder.ts';

const NAME = '.lock';
/** A holder touches its lock this often; one left untouched much longer is from a dead process. */
const HEARTBEAT_MS = 5_000;
const STALE_MS = 60_000;

/** Releases the lock. */
export type Unlock = () => Promise<void>;

/**
 * Takes the one lock of a folder, so that two builds never write into it at once. The lock of a
 * process that was killed is taken over. Rejects with an `export` error that names the holder.
 */
export async function lockFolder(folder: string): Promise<Unlock> {
  makeFolder(folder);
  const path = join(folder, NAME);
  const mine = `${process.pid} ${randomUUID()}`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await create(path, mine)) return hold(path, mine);
    const holder = await readHolder(path);
    if (holder === undefined) continue;
    if (await isAlive(path, holder)) throw inUse(folder, holder);
    await takeAway(path, holder);
  }
  throw inUse(folder, (await readHolder(path)) ?? '');
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

async function isAlive(path: string, holder: string): Promise<boolean> {
  const pid = Number.parseInt(holder, 10);
  const touched = await stat(path).then(
    (stats) => stats.mtimeMs,
    () => 0,
  );
  if (Date.now() - touched > STALE_MS) return false;
  // A lock that is still being written has no pid yet.
  if (!Number.isInteger(pid)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Only one of several can rename the stale lock; one that caught a fresh lock puts it back. */
async function takeAway(path: string, holder: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readHolder(aside)) !== holder) await rename(aside, path);
  else await rm(aside, { force: true });
}

function hold(path: string, mine: string): Unlock {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    if ((await readHolder(path)) === mine) await rm(path, { force: true });
  };
}

function inUse(folder: string, holder: string): AttackMappingsError {
  const pid = Number.parseInt(holder, 10);
  const who = Number.isInteger(pid) ? ` (process ${pid})` : '';
  return new AttackMappingsError(
    'export',
    folder,
    `another build${who} is writing to ${folder}: wait for it to end, or choose another folder with --out`,
  );
}
