import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { FileHash } from '../hash-file.ts';
import { temporaryName } from '../replace-file.ts';

/** A body on its way into the store: a temporary file until it is whole. */
export interface StagedBody {
  write(chunk: Uint8Array): Promise<void>;
  /** Renames it to what `nameOf` makes of its hash. */
  commit(nameOf: (sha256: string) => string): Promise<FileHash>;
  /** Leaves nothing behind; does nothing after a commit. */
  discard(): Promise<void>;
}

/** Starts a body in `folder`, which must exist. Rejects with the file system's errors. */
export async function stageBody(folder: string): Promise<StagedBody> {
  const path = temporaryName(folder);
  const handle = await open(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  let committed = false;
  return {
    async write(chunk) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      await handle.writeFile(chunk);
    },
    async commit(nameOf) {
      await handle.close();
      const sha256 = hash.digest('hex');
      await rename(path, nameOf(sha256));
      committed = true;
      return { sha256, bytes };
    },
    async discard() {
      if (committed) return;
      await handle.close();
      await rm(path, { force: true });
    },
  };
}
