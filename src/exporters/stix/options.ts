import { AttackMappingsError } from '../../errors.ts';

export interface StixSettings {
  /** all: the ATT&CK version enters every key. */
  readonly releases: 'newest' | 'all';
  /** full: the ATT&CK objects referred to are included, unchanged. */
  readonly attackObjects: 'none' | 'full';
  /** Relationship type of detecting capabilities; `detects` is not defined for this pair (4.3). */
  readonly detect: 'related-to' | 'detects';
}

/** Options with their defaults. Throws `config` on a value that is none of the choices. */
export function readSettings(options: Readonly<Record<string, unknown>>): StixSettings {
  return {
    releases: choice(options, 'releases', ['newest', 'all']),
    attackObjects: choice(options, 'attackObjects', ['none', 'full']),
    detect: choice(options, 'detect', ['related-to', 'detects']),
  };
}

/** The first choice is the default. */
function choice<const T extends string>(
  options: Readonly<Record<string, unknown>>,
  name: string,
  choices: readonly [T, ...T[]],
): T {
  const value = options[name] ?? choices[0];
  const found = choices.find((known) => known === value);
  if (found !== undefined) return found;
  throw new AttackMappingsError(
    'config',
    'stix',
    `the option ${name} of the stix exporter is one of ${choices.join(', ')}; found ${JSON.stringify(value)}`,
  );
}
