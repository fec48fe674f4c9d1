import { jsonPlaces } from './json-places.ts';
import { afterSpace, OPEN_LIST, valueEnd } from './json-scan.ts';

/**
 * The elements of the list at a pointer, each as it is written in a text that JSON.parse takes. None
 * when there is no list.
 */
export function elementTexts(text: string, pointer: string): string[] {
  const place = jsonPlaces(text, [pointer]).get(pointer);
  if (place?.pointer !== pointer || text.charCodeAt(place.start) !== OPEN_LIST) return [];
  const texts: string[] = [];
  const close = place.end - 1;
  for (let at = afterSpace(text, place.start + 1); at < close; ) {
    const end = valueEnd(text, at);
    texts.push(text.slice(at, end));
    // Behind the comma, or behind the list.
    at = afterSpace(text, afterSpace(text, end) + 1);
  }
  return texts;
}
