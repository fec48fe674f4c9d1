import { AttackMappingsError } from '../errors.ts';
import { insteadOf } from '../model/nearest.ts';
import { pathGlob } from '../model/only.ts';
import { GATE_NAMES, type GateName } from './gate.ts';

/** True when a person lets a set, by its path, through a gate this once. */
export type Accepts = (gate: GateName, path: string) => boolean;

/** What a person lets through. */
export interface Accepting {
  readonly accepts: Accepts;
  /** What let nothing through so far; `paths`: those of all sets that a glob may be about. */
  unneeded(paths: readonly string[]): UnneededAccept[];
}

export interface UnneededAccept {
  readonly gate: GateName;
  /** As it was given, with its glob. */
  readonly text: string;
  /** False when there is no set that the glob takes. */
  readonly fitsAny: boolean;
}

/**
 * What `--accept GATE` and `--accept GATE:GLOB` let through; the glob is on set paths. Throws `config`
 * for a gate that there is none of.
 */
export function accepting(accepted: readonly string[]): Accepting {
  const taken = [...new Set(accepted)].map((text) => {
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
    return { text, gate, fits: glob === '' ? undefined : pathGlob(glob) };
  });
  const needed = new Set<string>();
  return {
    accepts(gate, path) {
      const fitting = taken.filter((entry) => entry.gate === gate && (entry.fits?.(path) ?? true));
      for (const { text } of fitting) needed.add(text);
      return fitting.length > 0;
    },
    unneeded: (paths) =>
      taken
        .filter(({ text }) => !needed.has(text))
        .map(({ text, gate, fits }) => ({ text, gate, fitsAny: !fits || paths.some(fits) })),
  };
}

function refused(message: string): AttackMappingsError {
  return new AttackMappingsError('config', '--accept', message);
}
