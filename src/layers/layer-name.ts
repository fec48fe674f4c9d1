/** The Navigator's Excel export cuts sheet names here, and sheets of one name replace one another. */
export const LAYER_NAME_LENGTH = 31;
/** What Excel allows in no sheet name. */
const FORBIDDEN = /[\p{Cc}[\]:*?/\\]+/gu;
/** More of a name is not looked at. */
const LOOKED_AT = 1000;

/** A name that can name a sheet: the same where it can be already. */
export function shortLayerName(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') return 'layer';
  const name = value.slice(0, LOOKED_AT).replace(FORBIDDEN, '-');
  if (name.length <= LAYER_NAME_LENGTH) return name;
  // No half of a surrogate pair is left at the end.
  return name
    .slice(0, LAYER_NAME_LENGTH)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}
