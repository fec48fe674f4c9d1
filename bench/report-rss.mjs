// Loaded with --import into a measured process: at its end it writes what the process used.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Worker threads load this file too; memory and CPU time count for the process as a whole.
if (isMainThread && process.env.BENCH_USAGE_FILE) process.on('exit', report);

function report() {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = {
    user: userCPUTime / 1e6,
    system: systemCPUTime / 1e6,
    peakBytes: peakOfThisProgram() ?? maxRSS * 1024,
  };
  writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(usage));
}

/** On Linux maxRSS starts at the size of the process that forked this one; VmHWM starts at exec. */
function peakOfThisProgram() {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
