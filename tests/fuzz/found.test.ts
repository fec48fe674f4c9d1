import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkParser } from '../../fuzz/targets/parsers.ts';
import { parsers } from '../../src/parsers/index.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/fuzz');

/** Inputs that broke something once; the name of a file begins with that of the parser. */
it.each(readdirSync(FOLDER))('%s breaks nothing any more', async (file) => {
  const [name, load] = [...parsers].find(([parser]) => file.startsWith(`${parser}-`)) ?? [];
  if (name === undefined || load === undefined) throw new Error(`no parser reads ${file}`);
  const body = readFileSync(join(FOLDER, file));
  const document = { body, url: 'https://example.org/d', set: undefined };
  await expect(checkParser(await load(), name, document)).resolves.toBe('records');
});
