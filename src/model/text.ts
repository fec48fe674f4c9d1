const ODD = /[\r\u00a0\u200b-\u200d\u2060\ufeff]|^\s|\s$/;

/**
 * The one text normalisation: line ends become `\n`, no-break spaces spaces, zero-width characters
 * go, edges are trimmed; inner line breaks stay. Empty text is no text.
 */
export function normaliseText(text: string): string | undefined {
  if (!ODD.test(text)) return text === '' ? undefined : text;
  const normal = text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .trim();
  return normal === '' ? undefined : normal;
}

/** Cuts text for a message, so that a hostile value cannot fill a screen. */
export function shorten(text: string, length = 80): string {
  const visible = text.replace(/\p{Cc}/gu, (char) => JSON.stringify(char).slice(1, -1));
  if (visible.length <= length) return visible;
  return `${visible.slice(0, length)}… (${text.length} characters)`;
}
