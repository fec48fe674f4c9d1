import { reasonOf, Trouble } from './trouble.ts';

/** What it means that a host gave no answer at all. */
export function noAnswer(host: string, error: unknown): Trouble {
  const reason = reasonOf(error);
  const message = `no answer from ${host} (${reason})`;
  // A certificate that is not accepted now will not be in a moment.
  if (/CERT|UNABLE_TO_/.test(reason)) {
    const advice =
      'check the clock of this machine and, behind a proxy that opens TLS, set NODE_EXTRA_CA_CERTS to its certificate';
    return new Trouble(message, { retry: false, cause: error, advice });
  }
  return new Trouble(message, { retry: true, cause: error });
}
