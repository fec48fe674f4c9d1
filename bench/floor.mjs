// The floor: node floor.mjs JOB, where JOB is a JSON file {files, bytes, out, mode}. Reads and parses
// the files and writes compact JSON, one file a document, `bytes` in all. Mode `stringify` serialises
// anew for every repetition, as every byte of a build is serialised; `copy` repeats the same text.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const { files, bytes, out, mode } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const total = files.reduce((sum, file) => sum + file.bytes, 0);
let read = 0;
let written = 0;
for (const [i, file] of files.entries()) {
  const document = JSON.parse(readFileSync(file.path, 'utf8'));
  read += file.bytes;
  // A document's share of the bytes is its share of the input; rounding never adds up.
  const end = Math.round((bytes * read) / total);
  const target = openSync(join(out, `${i}.json`), 'w');
  let text;
  while (written < end) {
    if (text === undefined || mode === 'stringify') text = Buffer.from(JSON.stringify(document));
    written += writeSync(target, text, 0, Math.min(text.length, end - written));
  }
  closeSync(target);
}
