import type { StixExtension } from '../../generated/stix-extension.ts';
import { EXTENSION_DEFINITION } from './generator.ts';

/** Our extension as the `extensions` property of an object; nothing when it has nothing to say. */
export function extension(facts: Omit<StixExtension, 'extension_type'>): {
  extensions?: Readonly<Record<string, StixExtension>>;
} {
  if (Object.keys(facts).length === 0) return {};
  return {
    extensions: {
      [EXTENSION_DEFINITION.id]: { extension_type: 'property-extension', ...facts },
    },
  };
}

/** A list as a property, absent when it is empty (STIX 2.1, 2.12). */
export function listed<K extends string, T>(
  name: K,
  values: readonly T[],
): Partial<Record<K, readonly T[]>> {
  return values.length === 0 ? {} : ({ [name]: values } as Record<K, readonly T[]>);
}
