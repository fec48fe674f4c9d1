/** What kind of failure ended a set or a run. */
export type ErrorCode = 'config' | 'fetch' | 'parse' | 'schema' | 'expectation' | 'export';

/** The gate that stopped something. */
export interface StoppedBy {
  /** Name of its setting under `expect`. */
  readonly name: string;
  /** What was expected and what was found. */
  readonly reason: string;
}

/**
 * The one error that is thrown. It ends the set it belongs to, not the run;
 * `subject` is the pipeline, address or file concerned.
 */
export class AttackMappingsError extends Error {
  override readonly name = 'AttackMappingsError';
  readonly code: ErrorCode;
  readonly subject: string;
  /** True when no other set can succeed either, as on a full disk. */
  readonly fatal: boolean;
  /** True when there is no such document: whoever was asked for it says so. */
  readonly missing: boolean;
  /** Present when nothing is broken, and a gate keeps what was there before. */
  readonly gate: StoppedBy | undefined;

  constructor(
    code: ErrorCode,
    subject: string,
    message: string,
    options: { cause?: unknown; fatal?: boolean; missing?: boolean; gate?: StoppedBy } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.subject = subject;
    this.fatal = options.fatal ?? false;
    this.missing = options.missing ?? false;
    this.gate = options.gate;
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Wraps what is not ours already; ours passes unchanged. */
export function asAttackMappingsError(
  error: unknown,
  code: ErrorCode,
  subject: string,
): AttackMappingsError {
  if (error instanceof AttackMappingsError) return error;
  return new AttackMappingsError(code, subject, messageOf(error), { cause: error });
}
