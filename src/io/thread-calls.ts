import type { MessagePort, Worker } from 'node:worker_threads';
import { AttackMappingsError, type ErrorCode, messageOf } from '../errors.ts';

/** Calls a function of the other thread by name; rejects with what it threw. */
export type Call = (name: string, argument: unknown) => Promise<unknown>;
export type Handlers = Readonly<Record<string, (argument: never) => Promise<unknown>>>;

type Message =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly name: string;
      readonly argument: unknown;
    }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: SentError };

/** An error as plain data: classes do not survive the way between threads. */
interface SentError {
  readonly code?: ErrorCode;
  readonly subject?: string;
  readonly fatal?: boolean;
  readonly name: string;
  readonly message: string;
}

/** Both ends of a pair of threads: answers the other's calls with `handlers`, and calls it. */
export function threadCalls(port: Worker | MessagePort, handlers: Handlers): Call {
  const waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: unknown): void }
  >();
  let calls = 0;
  port.on('message', async (message: Message) => {
    if (message.kind === 'result') return waiting.get(message.id)?.resolve(message.value);
    if (message.kind === 'error') return waiting.get(message.id)?.reject(received(message.error));
    const { id, name, argument } = message;
    try {
      const value = await handlers[name]?.(argument as never);
      port.postMessage({ kind: 'result', id, value });
    } catch (error) {
      port.postMessage({ kind: 'error', id, error: sent(error) });
    }
  });
  port.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error);
  });
  return (name, argument) =>
    new Promise((resolve, reject) => {
      const id = calls;
      calls += 1;
      waiting.set(id, {
        resolve(value) {
          waiting.delete(id);
          resolve(value);
        },
        reject(error) {
          waiting.delete(id);
          reject(error);
        },
      });
      port.postMessage({ kind: 'call', id, name, argument });
    });
}

export function sent(error: unknown): SentError {
  const name = error instanceof Error ? error.name : 'Error';
  if (!(error instanceof AttackMappingsError)) return { name, message: messageOf(error) };
  const { code, subject, fatal, message } = error;
  return { name, code, subject, fatal, message };
}

export function received({ code, subject, fatal, name, message }: SentError): Error {
  if (code !== undefined)
    return new AttackMappingsError(code, subject ?? '', message, { fatal: fatal ?? false });
  return Object.assign(new Error(message), { name });
}
