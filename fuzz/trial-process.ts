/** The process that tries: all targets in turn with growing seeds, until the time is over. */
import type { Job, Message } from './messages.ts';
import { targets } from './targets.ts';
import { tryTarget } from './try-target.ts';

/** Inputs of one target in one round. */
const RUNS = 200;

const { minutes, only, seed }: Job = JSON.parse(process.argv[2] ?? '');
const chosen = targets.filter(({ name }) => only.includes(name.slice(0, name.indexOf('/'))));
const tell = (message: Message) => void process.send?.(message);
const end = performance.now() + minutes * 60_000;

rounds: for (let round = 0; ; round += 1) {
  for (const target of chosen) {
    const milliseconds = end - performance.now();
    if (milliseconds <= 0) break rounds;
    tell({ type: 'trying', target: target.name, seed: seed + round });
    const seen = () => tell({ type: 'input' });
    const trial = { seed: seed + round, runs: RUNS, milliseconds, seen };
    const { tried, failure } = await tryTarget(target, trial);
    tell({ type: 'tried', target: target.name, count: tried });
    if (failure) {
      tell({ type: 'failed', failure });
      break rounds;
    }
  }
}
process.disconnect();
