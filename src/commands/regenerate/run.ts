import { AttackMappingsError } from '../../errors.ts';
import type { RunReport } from '../../generated/run-report.ts';
import { type BuildRequest, type BuiltPlace, runBuild } from '../run-build.ts';
import { type ChangedFolder, type Target, watchFolder } from './watch-folder.ts';

export interface RegenerationRequest
  extends Omit<BuildRequest, 'gates' | 'ledger' | 'watch' | 'only' | 'where'> {
  /** Gates that are let through this time, as `max_shrinkage` or `max_shrinkage:m365/**`. */
  readonly accept?: readonly string[];
  /** Where changes are published: a run goes on from what waits there, and tells them against HEAD. */
  readonly target?: Target;
  /** Called with what went wrong and was got over. */
  readonly say?: (line: string) => void;
}

/** What a regeneration did. */
export interface Regeneration {
  readonly run: RunReport;
  readonly folders: readonly ChangedFolder[];
}

/**
 * Builds pipelines with their gates judged and the history of STIX objects kept, and compares each
 * with what was in its folder before. Rejects with a `config` error before anything is built.
 */
export async function regenerate(request: RegenerationRequest): Promise<Regeneration> {
  const { accept = [], say = () => {}, target, ...build } = request;
  const folders: ChangedFolder[] = [];
  const run = await runBuild({
    ...build,
    gates: { accept },
    ledger: true,
    watch: (place) => {
      refuseWithoutSets(place, request.formats);
      const done = (changed: ChangedFolder) => folders.push(changed);
      return watchFolder(place, { target, signal: request.signal, say, done });
    },
  });
  return { run, folders };
}

/** What changed is read from canonical sets. */
function refuseWithoutSets({ pipeline }: BuiltPlace, formats: BuildRequest['formats']): void {
  const { exporters } = pipeline.settings;
  const chosen = formats ?? (exporters ? Object.keys(exporters) : ['json']);
  if (chosen.includes('json')) return;
  throw new AttackMappingsError(
    'config',
    pipeline.name,
    'regenerate compares canonical sets, and these formats have none: add json to them',
  );
}
