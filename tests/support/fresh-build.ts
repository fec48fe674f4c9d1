import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Throws when a source is newer than what was compiled of it: a test would look at an old build. */
export function refuseStale(sources: string, built: string): void {
  const time = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  if (time === undefined) throw new Error(`there is no ${built}: run npm run compile`);
  const newer = readdirSync(sources, { recursive: true, encoding: 'utf8' }).find(
    (name) => name.endsWith('.ts') && statSync(join(sources, name)).mtimeMs > time,
  );
  if (newer !== undefined) {
    throw new Error(`${built} is older than ${join(sources, newer)}: run npm run compile`);
  }
}
