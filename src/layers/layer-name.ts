import { FORBIDDEN_IN_SHEET_NAME, SHEET_NAME_LENGTH } from '../model/sheet-name.ts';

/** More of a name is not looked at. */
const LOOKED_AT = 1000;

/** A name that can name a sheet: the same where it can be already. */
export function shortLayerName(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') return 'layer';
  const name = value.slice(0, LOOKED_AT).replace(FORBIDDEN_IN_SHEET_NAME, '-');
  if (name.length <= SHEET_NAME_LENGTH) return name;
  // No half of a surrogate pair is left at the end.
  return name
    .slice(0, SHEET_NAME_LENGTH)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
    .replace(FORBIDDEN_IN_SHEET_NAME, '-');
}
