import { readJson } from '../../formats/read-json.ts';
import { isRecord } from '../../model/json-value.ts';
import { bundleLine, bundleText } from './bundle.ts';
import type { StixObject } from './objects.ts';

/** The objects of a bundle that an earlier build wrote. Throws `parse` for what is no JSON. */
export function storedObjects(text: string, path: string): StixObject[] {
  const bundle = readJson(Buffer.from(text), path);
  const objects = isRecord(bundle) && Array.isArray(bundle.objects) ? bundle.objects : [];
  return objects.filter(isStixObject);
}

/** True for the text of a bundle as it was written: its id is made from all the rest. */
export function isWholeBundle(text: string): boolean {
  try {
    return [...bundleText(storedObjects(text, '').map(bundleLine))].join('') === text;
  } catch {
    return false;
  }
}

function isStixObject(object: unknown): object is StixObject {
  return isRecord(object) && typeof object.id === 'string' && typeof object.type === 'string';
}
