import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { visible } from '../../model/text.ts';
import { inputFiles } from '../input-files.ts';
import { localDocument } from '../local-document.ts';
import type { Side, SideFile } from './side.ts';

/** A file, or the JSON files below a folder. Rejects with `config` when there is none. */
export async function pathSide(path: string): Promise<Side> {
  const inputs = await inputFiles(path);
  return {
    label: path,
    files: inputs.map(({ file, name, named }) =>
      localFile(file, named ? basename(file) : name, named),
    ),
  };
}

/** A file on this machine. */
export function localFile(file: string, below: string, named: boolean): SideFile {
  const read = async () => (await localDocument(file)).body;
  return {
    name: visible(file),
    path: file,
    below,
    named,
    read,
    contentId: async () => blobId(await read()),
  };
}

/** The id that git gives to these bytes, in a repository of the usual kind. */
function blobId(body: Uint8Array): string {
  return createHash('sha1').update(`blob ${body.length}\0`).update(body).digest('hex');
}
