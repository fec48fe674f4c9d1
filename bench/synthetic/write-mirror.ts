import { mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ATTACK_PATH, type AttackBundles } from './attack-bundles.ts';
import type { SetShape } from './set-shape.ts';
import { pathOf, setText } from './set-text.ts';

const REPOSITORY = 'center-for-threat-informed-defense/mappings-explorer';
const LISTING = `api.github.com/repos/${REPOSITORY}/git/trees/main?recursive=1`;
const DOCUMENTS = `raw.githubusercontent.com/${REPOSITORY}/main`;

/** What was written. `rows` and `bytes` are of the mapping files alone. */
export interface Written {
  readonly sets: number;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Writes sets as a mirror of the publisher's repository, for the pipeline mappings-explorer, into
 * an empty folder. ATT&CK is linked to, not copied. Same shapes, seed and bundles, same bytes; memory
 * holds one chunk. A set that an earlier one shares a path with is an error.
 */
export async function writeMirror(
  folder: string,
  shapes: readonly SetShape[],
  attack: AttackBundles,
  seed: string,
): Promise<Written> {
  const tree: { path: string; mode: string; type: string; size: number }[] = [];
  let rows = 0;
  for (const wanted of shapes) {
    const shape = onRelease(wanted, attack.release(wanted.domain, wanted.attackVersion));
    const techniques = await attack.techniques(shape.domain, shape.attackVersion);
    const path = pathOf(shape);
    const size = await writeChunks(join(folder, DOCUMENTS, path), setText(shape, techniques, seed));
    tree.push({ path, mode: '100644', type: 'blob', size });
    rows += shape.rows;
  }
  await writeChunks(join(folder, LISTING), [
    `${JSON.stringify({ sha: 'generated', tree, truncated: false }, undefined, 1)}\n`,
  ]);
  const link = join(folder, ATTACK_PATH);
  await mkdir(dirname(link), { recursive: true });
  await symlink(attack.folder, link, 'junction');
  return { sets: tree.length, rows, bytes: tree.reduce((sum, { size }) => sum + size, 0) };
}

/** The set on a release that there is. A name of its own keeps it apart from the set that was on it before. */
function onRelease(shape: SetShape, attackVersion: string): SetShape {
  if (attackVersion === shape.attackVersion) return shape;
  const framework = `${shape.framework}_for_${shape.attackVersion.replaceAll('.', '_')}`;
  return { ...shape, framework, attackVersion };
}

/** Bytes written into a new file. */
async function writeChunks(path: string, chunks: Iterable<string>): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx');
  let bytes = 0;
  try {
    for (const chunk of chunks) {
      const buffer = Buffer.from(chunk, 'utf8');
      await writeFile(file, buffer);
      bytes += buffer.length;
    }
  } finally {
    await file.close();
  }
  return bytes;
}
