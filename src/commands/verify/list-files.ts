import { AttackMappingsError, messageOf } from '../../errors.ts';
import { type FolderFiles, folderFiles } from '../../io/folder-files.ts';

/** All that is below a folder that is called `path`. Rejects with `export` when it cannot be read. */
export async function listFiles(folder: string, path: string): Promise<FolderFiles> {
  return folderFiles(folder).catch((cause) => {
    const message = `cannot look into all of ${path}: ${messageOf(cause)}: check its permissions`;
    throw new AttackMappingsError('export', path, message, { cause });
  });
}
