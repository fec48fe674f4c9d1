import { AttackMappingsError } from '../errors.ts';
import { insteadOf } from '../model/nearest.ts';
import { pathGlob } from '../model/only.ts';
import { GATE_NAMES, type GateName } from './gate.ts';

/** True when a person lets a set, by its path, through a gate this once. */
export type Accepts = (gate: GateName, path: string) => boolean;

/**
 * What `--accept GATE` and `--accept GATE:GLOB` let through; the glob is on set paths. Throws `config`
 * for a gate that there is none of.
 */
export function accepting(accepted: readonly string[]): Accepts {
  const taken = accepted.map((text) => {
    const [name = '', ...rest] = text.split(':');
    const gate = GATE_NAMES.find((known) => known === name);
    if (gate === undefined)
      throw refused(`there is no gate "${name}"${insteadOf(name, GATE_NAMES)}`);
    const glob = rest.join(':');
    if (text.includes(':') && glob === '') {
      throw refused(`"${text}" names no sets behind the colon: name some, or leave the colon out`);
    }
    if (gate === 'min_sets' && glob !== '') {
      throw refused('min_sets is about all sets of a pipeline: leave out what follows it');
    }
    return { gate, fits: glob === '' ? () => true : pathGlob(glob) };
  });
  return (gate, path) => taken.some((entry) => entry.gate === gate && entry.fits(path));
}

function refused(message: string): AttackMappingsError {
  return new AttackMappingsError('config', '--accept', message);
}
