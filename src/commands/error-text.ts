import { AttackMappingsError, messageOf } from '../errors.ts';
import { visible } from '../model/text.ts';

/**
 * Breaks that messages of ours make: before the lines of a list, and the sentence after that of
 * --locked. GitHub looks for `::command::` behind white space too, hence never before that.
 */
const OWN_BREAK = /\n(?= {2}(?!\s*(?:::|##\[))|Build from the documents )/;

/**
 * A user's mistake in words; a mistake of ours with its stack. No line begins with what a message
 * holds of names and data, in which control characters are shown as escapes.
 */
export function errorText(error: unknown): string {
  if (!(error instanceof AttackMappingsError)) {
    return visibleLines(error instanceof Error && error.stack ? error.stack : messageOf(error));
  }
  const subject = visible(error.subject);
  // The name of a file can hold what looks like a list of ours.
  const message = error.message.replaceAll(error.subject, () => subject);
  const isNamed = /[/.:-]/.test(subject) && message.includes(subject);
  return visibleLines(isNamed ? message : `${subject}: ${message}`);
}

/** What the parser of the command line says, which may have a suggestion on a line of its own. */
export function usageText(text: string): string {
  return `${text
    .trimEnd()
    .split(/\n(?=\(Did you mean )/)
    .map(visible)
    .join('\n')}\n`;
}

function visibleLines(text: string): string {
  return text.split(OWN_BREAK).map(visible).join('\n');
}
