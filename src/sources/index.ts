import type { Source } from '../contracts.ts';
import type { SourceSettings } from '../generated/pipeline.ts';
import { gitFiles } from './git-files.ts';
import { gitTree } from './git-tree.ts';

/** Every kind of source by the type that pipeline files name: one case each. */
export function openSource(settings: SourceSettings): Source {
  switch (settings.type) {
    case 'git-files':
      return gitFiles(settings);
    case 'git-tree':
      return gitTree(settings);
  }
}
