/**
 * Puts the compiled command line and its libraries into a few files, dist/bin: Node opens a handful
 * instead of two hundred, which takes a third off the start of every command. The licences of the
 * libraries go beside them. What only some commands load stays outside.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const OUT = 'dist/bin';

/** The network, and documents that are no JSON. */
const LOADED_WHEN_NEEDED = [
  'undici',
  'cheerio',
  'csv-parse',
  'domhandler',
  'htmlparser2',
  'read-excel-file',
  'robots-parser',
];

await rm(OUT, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ['dist/cli.js'],
  outdir: OUT,
  bundle: true,
  splitting: true,
  // Names stay, for the stack of a mistake of ours.
  minifySyntax: true,
  minifyWhitespace: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: LOADED_WHEN_NEEDED,
  metafile: true,
  logLevel: 'warning',
  // Libraries in CommonJS ask for Node's own modules with require.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});

const libraries = new Set(
  Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  ),
);
const notices = await Promise.all([...libraries].sort().map(notice));
await writeFile(join(OUT, 'LICENSES'), notices.join(`\n${'-'.repeat(72)}\n\n`));

async function notice(name: string): Promise<string> {
  const folder = join('node_modules', name);
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  for (const file of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license']) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
    if (text !== undefined) return `${name} ${version}\n\n${text}`;
  }
  throw new Error(`${name} has no licence file: it cannot be bundled`);
}
