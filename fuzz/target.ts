import fc from 'fast-check';

/** One thing that holds for every input, whatever the input. */
export interface Target {
  /** The part that it belongs to, and what is looked at: `parsers/unified-json`. */
  readonly name: string;
  /** How many inputs the short form tries. */
  readonly short: number;
  /** Calls `seen` with each input before it is looked at. */
  readonly property: (seen: () => void) => fc.IAsyncProperty<[unknown]>;
  /** A failing input as a file. */
  readonly fileOf: (input: unknown) => Uint8Array | string;
}

interface Description<Input> {
  readonly name: string;
  readonly short: number;
  readonly input: fc.Arbitrary<Input>;
  /** Throws when it does not hold. */
  readonly check: (input: Input) => void | Promise<void>;
  /** Absent where the input as text is all there is. */
  readonly fileOf?: (input: Input) => Uint8Array | string;
}

export function target<Input>(description: Description<Input>): Target {
  const { name, short, input, check, fileOf = asText } = description;
  return {
    name,
    short,
    property: (seen) =>
      fc.asyncProperty(input as fc.Arbitrary<unknown>, async (value) => {
        seen();
        await check(value as Input);
      }),
    fileOf: (value) => fileOf(value as Input),
  };
}

/** The text that fast-check prints for a value: JavaScript that makes it again. */
function asText(value: unknown): string {
  return `${fc.stringify(value)}\n`;
}
