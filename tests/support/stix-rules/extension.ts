import { EXTENSION_DEFINITION } from '../../../src/exporters/stix/generator.ts';
import type { Json } from './types.ts';

/** Our extension on an object. */
export function factsOf(object: Json): Json {
  const extensions = object.extensions as Readonly<Record<string, Json>> | undefined;
  return extensions?.[EXTENSION_DEFINITION.id] ?? {};
}

/** Capabilities: ours, and of a type that capabilities become. */
export function capabilitiesIn(own: readonly Json[]): Json[] {
  return own.filter((object) => factsOf(object).capability_id !== undefined);
}
