import type { Source } from '../contracts.ts';
import type { SourceSettings } from '../generated/pipeline.ts';

/** Every kind of source by the type that pipeline files name: one case each, loaded when it is asked for. */
export async function openSource(settings: SourceSettings): Promise<Source> {
  switch (settings.type) {
    case 'git-tree':
      return (await import('./git-tree.ts')).gitTree(settings);
    case 'git-files':
      return (await import('./git-files.ts')).gitFiles(settings);
    case 'site':
      return (await import('./site/site.ts')).site(settings);
  }
}
