import type { Diagnostic } from '../generated/run-report.ts';
import { shorten } from '../model/text.ts';
import type { UnneededAccept } from './accepting.ts';

/** What was to be let through and was stopped by nothing is said, so that a slip of the pen is seen. */
export function unneededNote(
  { gate, text, fitsAny }: UnneededAccept,
  manifest: string,
): Diagnostic {
  const said = `--accept ${shorten(text, 300)}`;
  return {
    severity: fitsAny ? 'info' : 'warning',
    rule: 'gate-not-needed',
    source: manifest,
    place: { pointer: '/sets' },
    message: fitsAny
      ? `${said} let nothing through: ${gate} stopped nothing that it names`
      : `${said} let nothing through: expected a glob on the paths of sets, found one that fits no set of this pipeline, neither listed nor in the manifest`,
    suggestion: fitsAny
      ? 'leave it out from now on, or the gate is open when it is needed'
      : 'take the path from the message of the gate, as kev/attack-15.1/**',
  };
}
