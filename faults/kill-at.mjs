/**
 * Loaded with --import before the command line: counts the calls that change the file system and
 * kills the process at one of them. `ATTACK_MAPPINGS_KILL` is `N:when`, N from 1, when one of
 * before, half (of a write, a part is written; else as before) and after. Without it calls are only
 * counted. `ATTACK_MAPPINGS_COUNT` names a file that is given their number at the end.
 */
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [at, when] = (process.env.ATTACK_MAPPINGS_KILL ?? '0:before').split(':');
const countFile = process.env.ATTACK_MAPPINGS_COUNT;
const target = Number(at);
let count = 0;

const CHANGING = [
  ...['chmod', 'copyFile', 'link', 'mkdir', 'open', 'rename', 'rm', 'unlink', 'utimes'],
  ...['writeFile', 'appendFile'],
];
const { writeFileSync, writeSync, openSync, constants } = fs;

for (const name of CHANGING) {
  wrap(fs, `${name}Sync`);
  wrap(promises, name);
}
syncBuiltinESMExports();
if (countFile !== undefined) {
  process.on('exit', () => writeFileSync(countFile, String(count)));
}

function wrap(module, name) {
  const original = module[name];
  module[name] = (...args) => {
    if (/^open/.test(name) && isReading(args[1])) return original(...args);
    count += 1;
    if (count !== target) return original(...args);
    if (when === 'after') return after(original(...args));
    if (when === 'half' && /^writeFile/.test(name)) writeHalf(args);
    return die();
  };
}

function isReading(flags) {
  return flags === undefined || flags === 'r' || flags === constants.O_RDONLY;
}

function after(result) {
  if (typeof result?.then === 'function') return result.then(die);
  return die();
}

function writeHalf([file, data, options]) {
  const bytes = Buffer.from(data);
  const target = typeof file === 'number' ? file : openSync(file, options?.flag ?? 'w');
  writeSync(target, bytes, 0, bytes.length >> 1);
}

function die() {
  process.kill(process.pid, 'SIGKILL');
}
