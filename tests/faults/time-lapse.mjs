/**
 * Loaded with --import before the command line: time passes ATTACK_MAPPINGS_TIME_LAPSE times as
 * fast. Waits and deadlines keep their relation, and a test need not wait for them.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import promises from 'node:timers/promises';

const FACTOR = Number(process.env.ATTACK_MAPPINGS_TIME_LAPSE ?? 1);

for (const name of ['setTimeout', 'setInterval']) {
  const original = globalThis[name];
  const faster = (run, wait, ...more) => original(run, (wait ?? 0) / FACTOR, ...more);
  globalThis[name] = faster;
  timers[name] = faster;
}
const sleep = promises.setTimeout;
promises.setTimeout = (wait, ...more) => sleep((wait ?? 0) / FACTOR, ...more);
const now = performance.now.bind(performance);
const began = now();
performance.now = () => began + (now() - began) * FACTOR;
syncBuiltinESMExports();
