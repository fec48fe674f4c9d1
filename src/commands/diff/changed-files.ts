import type { Side, SideFile } from './side.ts';

/** The files of two sides that are read. */
export interface FilesToRead {
  readonly old: readonly SideFile[];
  readonly new: readonly SideFile[];
}

/**
 * Files that are the same on both sides need no reading. Only where no file came or went: a new
 * release is compared with the newest one before it, which may not have changed.
 */
export async function changedFiles(old: Side['files'], next: Side['files']): Promise<FilesToRead> {
  const before = byPath(old);
  const after = byPath(next);
  const isSame =
    before.size === old.length &&
    after.size === next.length &&
    before.size === after.size &&
    [...before.keys()].every((path) => after.has(path));
  // Two files that were named are compared, whatever they are called.
  if (!isSame || [...old, ...next].some(({ named }) => named)) return { old, new: next };
  const changed = { old: [] as SideFile[], new: [] as SideFile[] };
  for (const [path, file] of before) {
    const other = after.get(path);
    if (other === undefined || (await file.contentId()) === (await other.contentId())) continue;
    changed.old.push(file);
    changed.new.push(other);
  }
  return changed;
}

function byPath(files: readonly SideFile[]): Map<string, SideFile> {
  return new Map(files.map((file) => [file.below, file]));
}
