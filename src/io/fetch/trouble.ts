import { AttackMappingsError } from '../../errors.ts';

interface TroubleOptions {
  readonly retry: boolean;
  readonly retryAfter?: number | undefined;
  readonly advice?: string;
  readonly cause?: unknown;
}

/**
 * The network's or the server's fault: a reason to use an earlier copy of the document and, when
 * `retry` is true, to ask once more.
 */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly retry: boolean;
  /** What the server asks to wait before the next attempt, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** What a person can do about it. */
  readonly advice: string;

  constructor(message: string, options: TroubleOptions) {
    super(message, { cause: options.cause });
    this.retry = options.retry;
    this.retryAfter = options.retryAfter;
    this.advice =
      options.advice ?? 'check the network and the proxy settings, or rerun when it is back';
  }
}

/** An error of code `fetch`: neither another attempt nor an earlier copy helps. */
export function fetchError(subject: string, message: string, cause?: unknown): AttackMappingsError {
  return new AttackMappingsError('fetch', subject, message, { cause });
}

/** A `fetch` error that says that there is no such document. */
export function notThere(subject: string, message: string, cause?: unknown): AttackMappingsError {
  return new AttackMappingsError('fetch', subject, message, { cause, missing: true });
}

/** A document above the cap. It is not asked for again: it would be as large. */
export function tooLarge(subject: string, maxBytes: number): AttackMappingsError {
  return fetchError(
    subject,
    `expected at most ${maxBytes} bytes, found more: check that the address serves the document you mean`,
  );
}

/** The run was ended from outside: nothing else will succeed either. */
export function stopped(subject: string, cause: unknown): AttackMappingsError {
  return new AttackMappingsError(
    'fetch',
    subject,
    'stopped before the document was fetched: rerun to go on',
    { cause, fatal: true },
  );
}

/** The code of a system or library error, also of one that wraps another; else its message. */
export function reasonOf(error: unknown): string {
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  if (cause !== undefined) return reasonOf(cause);
  return typeof message === 'string' ? message : String(error);
}
