import type { Exporter, Parser, Source } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { SourceSettings } from '../generated/pipeline.ts';

/** The rooms that a build joins, by the names that pipeline files use. */
export interface Registries {
  readonly openSource: (settings: SourceSettings) => Promise<Source>;
  readonly parsers: ReadonlyMap<string, () => Promise<Parser>>;
  readonly exporters: ReadonlyMap<string, Exporter>;
}

/** An entry by its name; throws `config` with the names there are. */
export function choose<T>(registry: ReadonlyMap<string, T>, name: string, what: string): T {
  const entry = registry.get(name);
  if (entry !== undefined) return entry;
  throw new AttackMappingsError(
    'config',
    name,
    `there is no ${what} "${name}": choose one of ${[...registry.keys()].join(', ')}`,
  );
}
