import { AttackMappingsError } from '../../errors.ts';
import { plainGit } from './plain-git.ts';

/** Reads files of a folder as the commit that is checked out has them; undefined for those it lacks. */
export async function headFiles(
  folder: string,
  signal?: AbortSignal,
): Promise<(path: string) => Promise<string | undefined>> {
  const run = plainGit(folder, signal);
  const prefix = (await run(['rev-parse', '--show-prefix'])).trimEnd();
  return (path) =>
    run(['cat-file', 'blob', `HEAD:${prefix}${path}`]).catch((error) => {
      if (error instanceof AttackMappingsError && error.code === 'export') return undefined;
      throw error;
    });
}
