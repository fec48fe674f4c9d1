import type { FetchDocument, ListedDocument } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { pathGlob } from '../model/only.ts';
import type { LoadedPipeline } from './load-pipeline.ts';
import { planSets, type SetPlan } from './plan.ts';
import { choose, type Registries } from './registries.ts';

/** The sets that a pipeline would build, in path order, with nothing read but the listing. */
export async function planPipeline(
  { settings }: LoadedPipeline,
  registries: Registries,
  fetch: FetchDocument,
  only: string | undefined,
): Promise<SetPlan[]> {
  const source = choose(registries.sources, settings.source.type, 'source')(settings.source);
  const documents: ListedDocument[] = [];
  for await (const document of source.documents(fetch)) documents.push(document);
  const plans = planSets(documents, settings);
  const fewest = settings.expect?.min_sets ?? 1;
  if (plans.length < fewest) {
    throw new AttackMappingsError(
      'expectation',
      settings.source.listing,
      `expected at least ${fewest} sets, found ${plans.length}: check the listing, or expect.min_sets in the pipeline`,
    );
  }
  return only === undefined ? plans : onlyThose(plans, only);
}

function onlyThose(plans: readonly SetPlan[], only: string): SetPlan[] {
  const takes = pathGlob(only);
  const taken = plans.filter((set) => takes(set.path));
  if (taken.length > 0) return taken;
  const some = plans.slice(0, 5).map((set) => `  ${set.path}`);
  throw new AttackMappingsError(
    'config',
    '--only',
    `--only "${only}" takes none of the ${plans.length} sets. Their paths look like\n${some.join('\n')}`,
  );
}
