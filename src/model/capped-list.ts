/** A tooltip that holds more than this hides the matrix. */
const MOST = 400;

/** Texts as they come, cut where they grow too long, with a count of what was cut. */
export function cappedList(texts: readonly string[], most = MOST): string {
  const kept: string[] = [];
  let length = 0;
  for (const text of texts) {
    length += text.length + 2;
    if (length > most && kept.length > 0) break;
    kept.push(text.length > most ? `${text.slice(0, most)}…` : text);
  }
  const cut = texts.length - kept.length;
  return kept.join('; ') + (cut === 0 ? '' : `; … and ${cut} more`);
}
