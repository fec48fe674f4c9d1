/** A position in a text, both from 1; columns in UTF-16 code units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Lines of a text, found once: `\n` ends a line, and `\r` before it is the last unit of that line. */
export class TextLines {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
      this.#starts.push(end + 1);
    }
  }

  /** The place of an offset, from 0. */
  at(offset: number): LineColumn {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#start(low) + 1 };
  }

  /** Units from `column` on, at most so many, of a line, without its end; undefined when there is no such line. */
  slice(line: number, column: number, length: number): string | undefined {
    if (line < 1 || line > this.#starts.length) return undefined;
    const from = this.#start(line - 1) + column - 1;
    return this.#text.slice(
      from,
      Math.min(from + length, this.#start(line - 1) + this.width(line)),
    );
  }

  /** Units of a line, without its end. */
  width(line: number): number {
    const start = this.#start(line - 1);
    const next = this.#starts[line];
    const end = next === undefined ? this.#text.length : next - 1;
    return end > start && this.#text.charCodeAt(end - 1) === 0x0d ? end - start - 1 : end - start;
  }

  #start(index: number): number {
    return this.#starts[index] ?? this.#text.length;
  }
}
