/**
 * Writes src/generated from schemas/: for each schema a file with its types and a file with its
 * validator as code, so that nothing is read, and nothing compiled, at run time. `--check` fails on
 * drift instead of writing.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { compile } from 'json-schema-to-typescript';

/** Schemas that a document carries inside. */
const EMBEDDED = ['StixExtension'];

const check = process.argv.includes('--check');
const names = (await readdir('schemas'))
  .filter((file) => file.endsWith('.schema.json'))
  .map((file) => file.replace('.schema.json', ''))
  .sort();
let drifted = 0;

for (const name of names) {
  const source = `schemas/${name}.schema.json`;
  const schema = JSON.parse(await readFile(source, 'utf8'));
  const banner = `// Made from ${source} by "npm run types". Not for editing by hand.\n`;
  await settle(`src/generated/${name}.ts`, `${banner}\n${await types(schema)}${embedded(schema)}`);
  if (EMBEDDED.includes(schema.title)) continue;
  await settle(
    `src/generated/${name}.validate.ts`,
    `${banner}// @ts-nocheck\n${validatorCode(schema)}\n`,
  );
}
if (check && drifted > 0) process.exitCode = 1;

function types(schema: { title: string }): Promise<string> {
  return compile(structuredClone(schema), schema.title, {
    bannerComment: '',
    additionalProperties: true,
    ignoreMinAndMaxItems: true,
    format: true,
    style: { singleQuote: true, printWidth: 100 },
  });
}

function embedded(schema: { title: string }): string {
  if (!EMBEDDED.includes(schema.title)) return '';
  const constant = `${schema.title.charAt(0).toLowerCase()}${schema.title.slice(1)}Schema`;
  return `\nexport const ${constant}: object = ${JSON.stringify(schema)};\n`;
}

function validatorCode(schema: object): string {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    // Conditional schemas require members that are declared beside them.
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
    // Our own messages are made of the keyword and its parameters.
    messages: false,
    // Lengths in UTF-16 units: the code then needs no library at run time.
    unicode: false,
    unicodeRegExp: false,
    logger: false,
    code: { source: true, esm: true, optimize: 2 },
  });
  return standalone.default(ajv, ajv.compile(schema));
}

async function settle(target: string, wanted: string): Promise<void> {
  if ((await readFile(target, 'utf8').catch(() => '')) === wanted) return;
  drifted += 1;
  if (check) console.error(`${target} differs from its schema: run "npm run types"`);
  else await writeFile(target, wanted);
}
