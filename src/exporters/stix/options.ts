import { AttackMappingsError } from '../../errors.ts';

export interface StixSettings {
  /** all: the ATT&CK version enters every key. */
  readonly releases: 'newest' | 'all';
  /** full: the ATT&CK objects referred to are included, unchanged. */
  readonly attackObjects: 'none' | 'full';
  /** Relationship type of detecting capabilities; `detects` is not defined for this pair (4.3). */
  readonly detect: 'related-to' | 'detects';
  /** Enters every key, so that ids are none of another realm's. */
  readonly realm?: string;
}

const REALM = /^[a-z0-9-]{1,40}$/;

/** Options with their defaults. Throws `config` on a value that is not allowed. */
export function readSettings(options: Readonly<Record<string, unknown>>): StixSettings {
  return {
    releases: choice(options, 'releases', ['newest', 'all']),
    attackObjects: choice(options, 'attackObjects', ['none', 'full']),
    detect: choice(options, 'detect', ['related-to', 'detects']),
    ...realm(options),
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
  throw refusal(name, `one of ${choices.join(', ')}`, value);
}

function realm({ realm }: Readonly<Record<string, unknown>>): Pick<StixSettings, 'realm'> {
  if (realm === undefined) return {};
  if (typeof realm === 'string' && REALM.test(realm)) return { realm };
  throw refusal('realm', '1 to 40 characters of a-z, 0-9 and -', realm);
}

function refusal(name: string, allowed: string, value: unknown): AttackMappingsError {
  return new AttackMappingsError(
    'config',
    'stix',
    `the option ${name} of the stix exporter is ${allowed}; found ${JSON.stringify(value)}`,
  );
}
