import { AttackMappingsError } from '../errors.ts';
import type { Place } from '../generated/run-report.ts';

/** More problems than this make no message clearer; the others are counted. */
const MOST = 50;

/** What is wrong with a file of decisions: all of it is said at once. */
export class DecisionProblems {
  readonly #lines: string[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** A problem of the file; what it says is asked for only when it is shown. */
  add(place: Place, message: () => string): void {
    this.#count += 1;
    if (this.#count <= MOST) this.#lines.push(`${placeText(place)}: ${message()}`);
  }

  /** Throws `config` when there is any, below a heading that says what all of them are. */
  refuse(source: string, heading = 'decisions that cannot be followed'): void {
    if (this.#count === 0) return;
    const more = this.#count > MOST ? [`… and ${this.#count - MOST} more`] : [];
    const lines = [...this.#lines, ...more].map((line) => `\n  ${line}`).join('');
    throw new AttackMappingsError('config', source, `${heading}:${lines}`);
  }
}

export function placeText({ line, pointer }: Place): string {
  return line === undefined ? (pointer ?? 'somewhere') : `line ${line}`;
}
