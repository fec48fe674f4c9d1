/**
 * Writes src/generated from schemas/: one file a schema, with its types and the schema itself,
 * so that nothing is read from disk at run time. `--check` fails on drift instead of writing.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const check = process.argv.includes('--check');
const schemas = (await readdir('schemas')).filter((name) => name.endsWith('.schema.json')).sort();
let drifted = 0;

for (const file of schemas) {
  const text = await readFile(`schemas/${file}`, 'utf8');
  const schema = JSON.parse(text);
  const types = await compile(structuredClone(schema), schema.title, {
    bannerComment: '',
    additionalProperties: true,
    ignoreMinAndMaxItems: true,
    format: true,
    style: { singleQuote: true, printWidth: 100 },
  });
  const constant = `${schema.title[0].toLowerCase()}${schema.title.slice(1)}Schema`;
  const target = `src/generated/${file.replace('.schema.json', '.ts')}`;
  const wanted = [
    `// Made from schemas/${file} by "npm run types". Not for editing by hand.\n`,
    types,
    `export const ${constant}: object = ${JSON.stringify(schema)};\n`,
  ].join('\n');
  if ((await readFile(target, 'utf8').catch(() => '')) === wanted) continue;
  drifted += 1;
  if (check) console.error(`${target} differs from schemas/${file}: run "npm run types"`);
  else await writeFile(target, wanted);
}
if (check && drifted > 0) process.exitCode = 1;
