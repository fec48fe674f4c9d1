import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

export interface FileHash {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

const CHUNK_BYTES = 256 * 1024;

/** Hashes a file in chunks. Rejects with the file system's error when it cannot be read. */
export async function hashFile(path: string): Promise<FileHash> {
  const handle = await open(path, 'r');
  try {
    return await hashContent(handle);
  } finally {
    await handle.close();
  }
}

/** The same for a file that is open, from where it stands. */
export async function hashContent(handle: FileHandle): Promise<FileHash> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, null);
    if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
    hash.update(buffer.subarray(0, bytesRead));
    bytes += bytesRead;
  }
}
